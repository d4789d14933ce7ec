import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { loadCaseView, loadCaseViews } from '../cases/case-view.ts'
import { kindOf } from '../cases/kind.ts'
import { findCase } from '../cases/load-case.ts'
import { visibleToSupplier } from '../cases/shown-to.ts'
import { cases } from '../cases/tables.ts'
import type { AskedPage } from '../kernel/connecting/read-resources.ts'
import type { Reads } from '../kernel/ground/db.ts'
import { pageOf, partAt } from '../kernel/ground/keyset.ts'
import type { Actor } from '../kernel/shapes/actor.ts'
import { plainPhrase } from '../kernel/shapes/card.ts'
import type { CaseResource, WholeCaseResource } from '../kernel/shapes/case-resources.ts'
import type { ResourcePage } from '../kernel/shapes/resources.ts'

type Looking = { db: Reads; actor: Actor; now: Date }

/** A page of cases, the newest first; to a supplier's system those that its supplier may know of. */
export async function pageOfCaseResources(
  { db, actor }: Looking,
  { cursor, limit, kind, state }: AskedPage,
): Promise<ResourcePage<CaseResource>> {
  const which = and(
    actor.side === 'supplier' ? visibleToSupplier(actor.supplierId) : undefined,
    typeof kind === 'string' ? eq(cases.kind, kind) : undefined,
    state === 'open' ? isNull(cases.closedAt) : state === 'closed' ? isNotNull(cases.closedAt) : undefined,
  )
  const { id, openedAt } = cases
  const { where, orderBy, limit: most } = partAt({ table: cases, id, at: openedAt, newestFirst: true }, cursor, limit)
  const rows = await db
    .select({ id })
    .from(cases)
    .where(and(which, where))
    .orderBy(...orderBy)
    .limit(most)
  const all = await db.$count(cases, which)
  const page = pageOf(rows, { all, begins: cursor, most: limit, idOf: row => row.id })
  const ids = page.rows.map(row => row.id)
  const views = new Map((ids.length > 0 ? await loadCaseViews(db, ids) : []).map(view => [view.one.id, view]))
  return { rows: ids.flatMap(one => views.get(one) ?? []).map(caseResource), next: page.next, all }
}

/** One with all that its card says to who asks. @throws NotHere for what is another supplier's, too */
export async function readCase({ db, actor, now }: Looking, named: string): Promise<WholeCaseResource> {
  const one = await findCase(db, actor, named)
  const kind = kindOf(one)
  const cards = kind.draw(await kind.view(db, one.id), now)
  const {
    summary,
    facts = [],
    lines = [],
    body,
    files = [],
    buttons = [],
  } = actor.side === 'supplier' ? cards.supplier : cards.staff
  return {
    ...caseResource(await loadCaseView(db, one.id)),
    summary,
    facts: facts.map(({ label, value }) => ({ label, value: plainPhrase(value) })),
    lines: lines.map(({ text, quantity = null, detail = '' }) => ({ text, quantity, detail: plainPhrase(detail) })),
    body: body ? plainPhrase(body) : null,
    files: files.map(({ file, name }) => ({ id: file, name })),
    can: actor.side === 'supplier' ? buttons.map(({ command }) => command) : [],
  }
}

function caseResource({ one, po, supplier }: Awaited<ReturnType<typeof loadCaseView>>): CaseResource {
  const { id, number, kind, waitingFor, openedAt, closedAt } = one
  return {
    ...{ id, number, kind, waitingFor, purchaseOrder: { id: po.id, number: po.number }, supplier: supplier.name },
    ...{ openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null },
  }
}
