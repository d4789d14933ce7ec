import { caseArg } from '../cases/commands.ts'
import { ShowCard, showCardOf } from '../cases/show-card.ts'
import { HearUtterance } from '../conversations/hear-utterance.ts'
import { bySystem, command } from '../kernel/asking/command.ts'
import { purchaseOrderArg } from '../purchase-orders/commands.ts'
import { AnswerQuestion, answerQuestion } from './answer-question.ts'
import { AskAbout, askAbout } from './ask-about.ts'
import { FollowWords, followWords } from './follow-words.ts'
import { hearThread } from './hear-thread.ts'
import { QUESTION } from './question-view.ts'

const both = ['supplier', 'staff'] as const
const questionArg = { ...caseArg, help: 'Its number, such as A7.' }

/** What the two sides can ask one another about a purchase order. */
export const questionCommands = {
  'po.ask': command({
    who: both,
    title: 'Ask a question',
    does: 'Ask the other side about a purchase order.',
    input: AskAbout,
    args: {
      purchaseOrder: purchaseOrderArg,
      question: { kind: 'long', label: 'Question', help: 'The other side reads this.' },
    },
    examples: ['/po ask 1042-A is the blue one meant?'],
    run: askAbout,
  }),
  'question.answer': command({
    who: both,
    title: 'Answer a question',
    does: 'Answer what the other side asked about a purchase order.',
    input: AnswerQuestion,
    args: { case: questionArg, answer: { kind: 'long', label: 'Answer', help: 'The other side reads this.' } },
    examples: ['/question answer A7 Yes, the blue one.'],
    run: answerQuestion,
  }),
  'question.show': command({
    who: [...both, 'system'],
    title: 'Show a question',
    does: 'Show a question about a purchase order, with its buttons.',
    input: ShowCard,
    args: { case: questionArg },
    examples: ['/question show A7'],
    alone: /^A\d+$/i,
    run: showCardOf(QUESTION),
  }),
  'question.hear': command({
    ...{ args: {}, examples: [], hidden: true, who: ['staff', 'supplier', 'stranger'] },
    title: 'Bring words across',
    does: 'Bring across what was written in a thread; under a purchase order’s card it asks about that.',
    input: HearUtterance,
    run: hearThread,
  }),
  'question.follow': command({
    ...bySystem,
    title: 'Follow a question',
    does: 'Keep whose move it is, after words in the thread of a question.',
    input: FollowWords,
    run: followWords,
  }),
}
