import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** A process of its own, and the first line it says. */
export async function child(script: string, ...words: string[]): Promise<{ process: ChildProcess; line: string }> {
  const started = spawn(root('node_modules/.bin/node'), [root(`test/kernel/${script}`), ...words])
  process.once('exit', () => started.kill('SIGKILL'))
  let said = ''
  const line = await new Promise<string>((resolve, reject) => {
    started.once('error', reject)
    started.once('exit', code => resolve(said || `ended with ${code}`))
    started.stderr.on('data', chunk => {
      said += chunk
    })
    started.stdout.on('data', chunk => {
      said += chunk
      if (said.includes('\n')) resolve(said.trim())
    })
  })
  return { process: started, line }
}

export async function killed(process: ChildProcess): Promise<void> {
  const gone = new Promise(resolve => process.once('exit', resolve))
  process.kill('SIGKILL')
  await gone
}
