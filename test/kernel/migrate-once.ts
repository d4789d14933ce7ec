import { openPostgres } from '../../src/kernel/ground/postgres.ts'

// A process of its own: starts as every process does, migrations first.
const database = await openPostgres(process.argv[2] ?? '')
await database.close()
process.stdout.write('migrated\n')
