import { claim } from '../../src/kernel/carrying/claim.ts'
import { startHeart } from '../../src/kernel/ground/heart.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { openPostgres } from '../../src/kernel/ground/postgres.ts'

// Claims a room once the others know that its lock is held, and goes on living until it is killed.
const database = await openPostgres(process.argv[2] ?? '')
await database.listen(() => {})
const { db, presence = null } = database
const heart = await startHeart({ db, log: openLog('silent'), presence })
const name = () => heart.beat()?.process ?? ''
while (!presence?.isHeld(name())) await new Promise(resolve => setTimeout(resolve, 20))
// With its next beat.
await new Promise(resolve => setTimeout(resolve, 1_200))
const { claimed } = await claim(db, { beat: heart.beat() })
process.stdout.write(`claimed ${claimed.length}\n`)
