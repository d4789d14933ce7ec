import type { OwnReactions } from '../kernel/asking/reaction.ts'
import {
  endCase,
  hearInCase,
  redrawCase,
  resumeCase,
  sayAllClimbed,
  sayAnswered,
  sayClimbed,
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
  'case.heard': [redrawCase],
  'case.closed': [endCase],
  'case.reopened': [resumeCase],
  'case.climbed': [redrawCase, sayClimbed],
  'case.unanswered': [redrawCase, sayUnanswered],
  'cases.climbed': [sayAllClimbed],
  'case.ladder_set': [],
  'case.noted': [],
  'case.corrected': [redrawCase],
  'case.exported': [],
  'case.evidence_added': [redrawCase],
  'conversation.said': [hearInCase],
} satisfies OwnReactions
