import type { OwnReactions } from '../kernel/asking/reaction.ts'
import {
  endCase,
  redrawCase,
  restartWaitOfCase,
  resumeCase,
  sayAllEscalated,
  sayAnswered,
  sayEscalated,
  sayGiven,
  sayNudged,
  sayUnanswered,
  sayWoke,
} from './reactions.ts'

/** What follows for cases of any kind. */
export const caseReactions = {
  'case.opened': [],
  'case.taken': [redrawCase],
  'case.given': [redrawCase, sayGiven],
  'case.snoozed': [redrawCase],
  'case.woke': [redrawCase, sayWoke],
  'case.nudged': [redrawCase, sayNudged],
  'case.answered': [redrawCase, sayAnswered],
  'case.wait_restarted': [redrawCase],
  'case.closed': [endCase],
  'case.reopened': [resumeCase],
  'case.escalated': [redrawCase, sayEscalated],
  'case.unanswered': [redrawCase, sayUnanswered],
  'cases.escalated': [sayAllEscalated],
  'case.escalation_set': [],
  'case.noted': [],
  'case.corrected': [redrawCase],
  'case.exported': [],
  'case.evidence_added': [redrawCase],
  'conversation.said': [restartWaitOfCase],
} satisfies OwnReactions
