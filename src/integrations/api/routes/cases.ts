import { z } from 'zod'
import { CaseResource, WholeCaseResource } from '../../../kernel/shapes/case-resources.ts'
import { NotHere, Refusal } from '../../../kernel/words/refusal.ts'
import type { Choices } from '../choices.ts'
import { type ApiRoute, type At, route } from '../route.ts'
import { ActDone, day, describedSchemas, paged, pageSchema, SentFiles, words } from '../schemas.ts'

const group = 'Cases'
const read = { group, scopes: ['cases', 'cases:read'] } as const
const write = { group, scopes: ['cases'], method: 'post', reply: ActDone } as const
const one = '/cases/{case}'
const files = SentFiles.optional()

/** Questions, complaints, returns, and what else is open about purchase orders. */
export const caseRoutes = (choices: Choices): readonly ApiRoute[] => [
  route({
    ...{ ...read, id: 'listCases', method: 'get', path: '/cases' },
    does: 'List cases, the newest first.',
    query: z.strictObject({
      kind: z.enum(['complaint', 'return', 'question', 'change', 'late']).optional(),
      state: z.enum(['open', 'closed', 'all']).default('open'),
      ...paged,
    }),
    reply: pageSchema(CaseResource).register(describedSchemas, { id: 'Cases' }),
    async run({ resources, holder }, { query }) {
      const { rows, next, all } = await resources.cases(holder.actor, query)
      return { rows: [...rows], next, all }
    },
  }),
  route({
    ...{ ...read, id: 'showCase', method: 'get', path: one },
    does: 'Show one with all that its card says.',
    reply: WholeCaseResource,
    run: ({ resources, holder }, { params }) => resources.case(holder.actor, params.case ?? ''),
  }),
  route({
    ...{ ...read, id: 'readCaseFile', method: 'get', path: `${one}/files/{file}` },
    does: 'Fetch a picture or file of a case.',
    reply: 'file',
    async run({ resources, holder, load }, { params }) {
      const found = await resources.case(holder.actor, params.case ?? '')
      const file = found.files.some(({ id }) => id === params.file) ? await load(params.file ?? '') : null
      if (!file) throw new NotHere(`${found.number} has no such file.`)
      return file
    },
  }),
  route({
    ...{ ...write, id: 'answerCase', path: `${one}/answer` },
    does: 'Answer a question or a complaint; a complaint with a credit and pictures, if you like.',
    body: z.strictObject({
      answer: words(3_000, 'The shop’s staff read it.'),
      credit: words(40, 'What you credit for a complaint, such as `12.50 USD`.').optional(),
      files,
    }),
    example: { answer: 'We send another one tomorrow.' },
    async run(at, { params, body }) {
      const { kind, number } = await at.resources.case(at.holder.actor, params.case ?? '')
      if (kind !== 'question' && kind !== 'complaint')
        throw new Refusal(`${number} isn’t a question or a complaint. What it can be answered is in its “can”.`)
      const { answer, ...more } = body
      if (kind === 'question' && (more.credit || more.files))
        throw new Refusal('A question is answered in words alone.', more.credit ? 'credit' : 'files')
      return withFiles(at, `${kind}.answer`, { ...named(params), answer, credit: more.credit }, more.files)
    },
  }),
  route({
    ...{ ...write, id: 'addEvidence', path: `${one}/evidence` },
    does: 'Add pictures to a complaint, and say what they show.',
    body: z.strictObject({ shows: words(200, 'Of what the terms ask for.').optional(), files: SentFiles }),
    run: (at, { params, body }) =>
      withFiles(at, 'complaint.evidence', { ...named(params), shows: body.shows }, body.files),
  }),
  route({
    ...{ ...write, id: 'writeMessage', path: `${one}/messages` },
    does: 'Write to the shop’s staff about a case.',
    body: z.strictObject({ text: words(10_000, 'What you want to say.'), files }),
    example: { text: 'The carrier looks for it.' },
    async run(at, { params, body }) {
      const { id } = await at.resources.case(at.holder.actor, params.case ?? '')
      return withFiles(at, 'conversation.reply', { conversation: id, text: body.text }, body.files)
    },
  }),
  ...returnRoutes(choices),
]

const returnTo = words(500, 'Where it goes; as agreed, if not said.').optional()
const instructions = words(2_000, 'What its sender must know.').optional()
const credit = words(40, 'Such as `12.50 USD`; `0` for nothing.')

const returnRoutes = (choices: Choices): readonly ApiRoute[] => [
  route({
    ...{ ...write, id: 'approveReturn', path: `${one}/approve` },
    does: 'Take a return back: where it goes, and what you credit.',
    body: z.strictObject({
      ...{ returnTo, instructions, expires: day.optional(), credit: credit.optional() },
      rma: words(60, 'Your own number for it.').optional(),
    }),
    example: { credit: '12.50 USD', expires: '2026-12-31' },
    run: ({ act }, { params, body }) => act('return.approve', { ...named(params), ...body }),
  }),
  route({
    ...{ ...write, id: 'declineReturn', path: `${one}/decline` },
    does: 'Decline a return, with a reason.',
    body: z.strictObject({
      reason: z.enum(choices('return.decline', 'reason')),
      note: words(1_000, 'The shop’s staff read it.').optional(),
    }),
    run: ({ act }, { params, body }) => act('return.decline', { ...named(params), ...body }),
  }),
  route({
    ...{ ...write, id: 'instructReturn', path: `${one}/instructions` },
    does: 'Change where a return goes, its label, or its deadline.',
    body: z.strictObject({ returnTo, instructions, expires: day.optional(), files }),
    run: (at, { params, body: { files: sent, ...body } }) =>
      withFiles(at, 'return.instruct', { ...named(params), ...body }, sent),
  }),
  route({
    ...{ ...write, id: 'receiveReturn', path: `${one}/receive` },
    does: 'Say that the returned parcel has arrived.',
    body: z.strictObject({}),
    run: ({ act }, { params }) => act('return.receive', named(params)),
  }),
  route({
    ...{ ...write, id: 'inspectReturn', path: `${one}/inspect` },
    does: 'Say line by line what was in the parcel back.',
    body: z.strictObject({
      found: words(2_000, 'All restocked, if not said; else `LAMP x1 damaged, rest restocked`.').optional(),
      files,
    }),
    run: (at, { params, body: { files: sent, ...body } }) =>
      withFiles(at, 'return.inspect', { ...named(params), ...body }, sent),
  }),
  route({
    ...{ ...write, id: 'creditReturn', path: `${one}/credit` },
    does: 'Say what you credit for a return.',
    body: z.strictObject({ amount: credit }),
    example: { amount: '12.50 USD' },
    run: ({ act }, { params, body }) => act('return.expect', { ...named(params), ledger: 'credit', ...body }),
  }),
]

const named = (params: Readonly<Record<string, string>>) => ({ case: params.case ?? '' })

async function withFiles(
  { act, keep }: At,
  command: string,
  input: Readonly<Record<string, unknown>>,
  sent: z.output<typeof SentFiles> | undefined,
) {
  const ids: string[] = []
  for (const { name, base64 } of sent ?? []) ids.push(await keep({ name, bytes: Buffer.from(base64, 'base64') }))
  return act(command, { ...input, ...(ids.length > 0 && { files: ids }) })
}
