import { lockDirectory } from '../../src/kernel/ground/directory-lock.ts'
import { Refusal } from '../../src/kernel/words/refusal.ts'

// A process of its own: holds the folder until it is killed, or says why it cannot.
try {
  lockDirectory(process.argv[2] ?? '')
  process.stdout.write('held\n')
  setInterval(() => {}, 60_000)
} catch (error) {
  process.stdout.write(error instanceof Refusal ? `${error.message}\n` : `a bug: ${error}\n`)
}
