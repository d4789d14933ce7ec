import { z } from 'zod'
import { TermsResource } from '../../../kernel/shapes/case-resources.ts'
import { type ApiRoute, route } from '../route.ts'
import { ActDone, words } from '../schemas.ts'

const shared = { group: 'Terms', scopes: ['terms'] } as const

/** What a supplier and the shop agreed to, and when the supplier is closed. */
export const termsRoutes: readonly ApiRoute[] = [
  route({
    ...{ ...shared, id: 'showTerms', method: 'get', path: '/terms' },
    does: 'Show the terms in force, what is proposed, and your closures.',
    reply: TermsResource,
    run: ({ resources, holder }) => resources.terms(holder.actor),
  }),
  route({
    ...{ ...shared, id: 'answerTerms', method: 'post', path: '/terms/{agreement}/answer' },
    does: 'Accept or refuse proposed terms; accepted, they bind you.',
    body: z.strictObject({
      answer: z.enum(['accept', 'refuse']),
      note: words(500, 'Why you refuse.').optional(),
    }),
    example: { answer: 'accept' },
    reply: ActDone,
    run: ({ act }, { params: { agreement }, body }) => act('supplier.answer', { agreement, ...body, sure: 'yes' }),
  }),
  route({
    ...{ ...shared, id: 'announceClosure', method: 'post', path: '/closures' },
    does: 'Say when you are closed; the shop accepts or refuses it.',
    body: z.strictObject({
      days: z.array(words(40, 'A day, or `2026-12-24/2027-01-02`.')).min(1).max(50),
    }),
    example: { days: ['2026-12-24/2027-01-02'] },
    reply: ActDone,
    run: ({ act }, { body }) => act('supplier.closed', { days: body.days.join(', ') }),
  }),
]
