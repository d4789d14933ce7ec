import { html } from 'hono/html'
import { drawPageCard } from '../../../kernel/pages/card.ts'
import type { Html } from '../../../kernel/pages/phrase.ts'
import type { Answer } from '../../../kernel/shapes/answer.ts'
import { along, type Visit } from '../receive/visit.ts'
import { portalWords as words } from '../words.ts'
import { drawGroup } from './board.ts'
import { drawBoardCard, drawNotice, productsAt, type Shown } from './card.ts'
import { drawForm, refilled } from './form.ts'

export type AnswerGiven = {
  /** Null where it was not kept. */
  answer: Answer | null
  /** Of the answer, for its files; null where it is not kept. */
  id: string | null
  /** The message whose button it answers, as it is now. */
  about: Shown | null
  /** Cards that came up since, where it is about none. */
  since: readonly Shown[]
  /** Which of its files are pictures. */
  pictures: ReadonlySet<string>
  /** What was typed into the form that it answers. */
  values?: Readonly<Record<string, string>>
}

/** What came of an act, and below it what the act was about. */
export function drawAnswer(visit: Visit, given: AnswerGiven): Html {
  const { answer, about, values = {} } = given
  const back = about ? `${visit.base}/cards/${about.message.id}` : visit.base
  const ofCard = about?.message.id ?? null
  if (answer?.kind === 'form') return drawForm(visit, answer.form, { back, about: ofCard })
  if (answer?.kind === 'errors')
    return drawForm(visit, refilled(answer.form, values), { back, about: ofCard, errors: answer.errors })
  return html`<p><a class="go" href="${back}">‹ ${words.back}</a></p>
    <h1 class="unseen">${words.answer.title}</h1>
    <div class="came">${drawCame(visit, given)}</div>
    ${about && html`<h2 class="unseen">${words.card.details}</h2>${drawBoardCard(visit, about)}`}
    ${drawGroup(visit, words.answer.since, given.since)}`
}

function drawCame(visit: Visit, { answer, id, about, pictures }: AnswerGiven): Html {
  if (answer === null) return drawNotice('bad', words.answer.shownOnce)
  if (answer.kind === 'refused') return drawNotice('bad', answer.text)
  if (answer.kind === 'said') return drawNotice('good', answer.text)
  if (answer.kind !== 'shown') return html``
  const at = `${visit.base}/answers/${id}`
  const addresses = {
    press: `${visit.base}/press`,
    along: along(visit, { ...(about && { about: about.message.id }) }),
    mostLines: 1_000,
    file: (one: string) => `${at}/files/${one}`,
    pictures,
    // What is not kept can't be asked for again.
    ...(id && { product: productsAt(at) }),
  }
  return html`<h2 class="unseen">${words.answer.title}</h2>
    ${answer.card.body && html`<p class="hint">${words.answer.print}</p>`}
    ${drawPageCard(answer.card, addresses)}`
}
