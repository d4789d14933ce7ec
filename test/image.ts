import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import type { TestProject } from 'vitest/node'
import { MIGRATIONS } from '../src/kernel/ground/migrations.ts'

declare module 'vitest' {
  interface ProvidedContext {
    image: string
  }
}

/** Migrates one embedded database a run; each test file starts from its image. */
export default async function setup(project: TestProject): Promise<void> {
  const path = join(tmpdir(), `waybill-image-${process.pid}.tar`)
  if (!process.env.DATABASE_URL) {
    const client = new PGlite()
    await migrate(drizzle({ client }), { migrationsFolder: MIGRATIONS })
    const image = await client.dumpDataDir('none')
    await writeFile(path, Buffer.from(await image.arrayBuffer()))
    await client.close()
  }
  project.provide('image', path)
}
