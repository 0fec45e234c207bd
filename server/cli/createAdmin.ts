import { randomBytes } from 'node:crypto'
import { addPerson, type Refused } from '../domain/identity.ts'
import { idAt } from '../domain/ids.ts'
import { openPasswords } from '../domain/passwords.ts'
import { isSetUp } from '../domain/setUp.ts'
import { ask, askSecretly } from './ask.ts'
import { dataFolder, openData } from './data.ts'
import { Sentence } from './sentence.ts'

const sentences: Record<Refused['code'], string> = {
  'bad-username':
    'A user name has 2 to 40 small letters, digits, dots, dashes and underscores, a letter or digit first.',
  'taken-username': 'Somebody has that user name already.',
  'short-password': 'A password has at least 8 characters.',
  'common-password': 'That password is one of the first that a thief would try. Please choose another.',
}

/** Whoever can write the database's file may make an admin; the server may go on running meanwhile. */
export async function createAdmin(): Promise<void> {
  const store = openData(dataFolder())
  try {
    if (!isSetUp(store))
      throw new Sentence('This Awning has no business yet: "awning start" opens its set-up page.')
    const name = (process.env.AWNING_NAME ?? (await ask('Name: '))).trim()
    if (name === '' || name.length > 80) throw new Sentence('A name has 1 to 80 characters.')
    const username = (process.env.AWNING_USERNAME ?? (await ask('User name: '))).trim()
    const password = process.env.AWNING_PASSWORD ?? (await askSecretly('Password: '))
    const now = () => Date.now()
    const outside = { now, newId: () => idAt(now(), randomBytes(10)) }
    const account = { name, username, role: 'admin', password } as const
    const made = await addPerson(store, openPasswords(randomBytes), outside, account)
    if (!made.ok) throw new Sentence(sentences[made.code])
    console.log(`${name} can sign in as ${username} now.`)
  } finally {
    store.close()
  }
}
