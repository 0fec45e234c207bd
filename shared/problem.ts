import * as v from 'valibot'

/** Every way a door says no, and the sentence a person reads. Nothing that was sent is ever repeated in it. */
export const sentences = {
  'bad-json': 'This is not JSON that Awning can read.',
  'too-large': 'This is more than Awning takes in at once.',
  'too-deep': 'This is nested deeper than anything Awning understands.',
  'bad-request': 'Something in this request is missing, unknown or out of bounds.',
  'not-found': 'There is nothing at this address.',
  'cross-site': 'This request came from another site.',
  'sign-in-needed': 'Please sign in.',
  'sign-in-failed': 'That user name and password do not belong together.',
  'still-pending': 'A manager has not decided on your request for access yet. Please ask one.',
  'access-refused': 'Your request for access was turned down. A manager can tell you why.',
  'too-many-tries': 'Too many tries. Please wait a little and try again.',
  'not-permitted': 'Your role does not allow this.',
  'already-set-up': 'This server already belongs to a business.',
  'not-set-up': 'This server has not been set up yet.',
  'common-password': 'That password is one of the first that a thief would try. Please choose another.',
  'taken-username': 'Somebody has that user name already.',
  'already-decided': 'Somebody has decided on this request already.',
  'last-admin': 'This is the only admin who can still sign in, so they have to stay one.',
  'reset-over': 'This code is not valid, or not any more. Ask for a new one.',
  'join-over': 'This code is not valid, or not any more. The device that is to join can show another one.',
  'wrong-password': 'That is not your password.',
  'other-device': 'This request speaks for another tablet than its own.',
  'unknown-device': 'This tablet is not enrolled here.',
  'shut-out':
    'A manager has shut this tablet out. What was sold on it is kept; a manager can let it in again, or enrol it anew here.',
  'device-needed': 'This tablet has to say hello first.',
  'bad-key': 'That is not a key Awning can use.',
  'unknown-location': 'That location does not exist.',
  'sealed-elsewhere': 'This was sealed to another server, so that this one cannot read it.',
  'password-needed':
    'A password goes only to the server and the name it was typed for. Please type it again.',
  'mail-not-set': 'Nobody has said yet how mail leaves.',
  'upgrade-needed': 'This app is too old for the server. Please update it.',
  'try-again': 'The server could not do this just now. Please try again.',
  surprise: 'Something went wrong on the server. Nothing was changed.',
} as const satisfies Record<string, string>

export type ProblemCode = keyof typeof sentences

/** What every refused request gets, with a fitting status code. */
export const Problem = v.object({ code: v.string(), sentence: v.string() })
export type Problem = v.InferOutput<typeof Problem>

export function problem(code: ProblemCode): { code: ProblemCode; sentence: string } {
  return { code, sentence: sentences[code] }
}
