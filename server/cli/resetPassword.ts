import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { resetByHand } from '../domain/resets.ts'
import { ask } from './ask.ts'
import { dataFolder, openData } from './data.ts'
import { Sentence } from './sentence.ts'

/** Whoever can write the database's file may let somebody choose another password; the server may go on running meanwhile. */
export async function resetPassword(): Promise<void> {
  const username = (usernameIn(process.argv.slice(3)) ?? (await ask('User name: '))).trim().toLowerCase()
  const store = openData(dataFolder())
  try {
    const outside = { now: () => Date.now(), random: (size: number) => randomBytes(size) }
    const reset = resetByHand(store, outside, username)
    if (!reset) throw new Sentence(`Nobody who may sign in has the user name "${username.slice(0, 60)}".`)
    const { code } = reset
    console.log(
      `${code}\n\nWithin an hour ${username} opens /reset in Awning, types this code and chooses a password.`,
    )
  } finally {
    store.close()
  }
}

function usernameIn(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { username: { type: 'string' } } }).values.username
  } catch {
    throw new Sentence('It is: awning reset-password --username NAME')
  }
}
