import { bySystem, command } from '../kernel/asking/command.ts'
import { CloseConversation, closeConversation, reopenConversation } from './close-conversation.ts'
import { DeleteUtterance, deleteUtterance } from './delete-utterance.ts'
import { editUtterance } from './edit-utterance.ts'
import { HearUtterance, hearUtterance } from './hear-utterance.ts'
import { OpenConversation, openConversation } from './open-conversation.ts'
import { Reply, reply } from './reply.ts'
import { ShowWhole, showWhole } from './show-whole.ts'

const hidden = { args: {}, examples: [], hidden: true } as const
const everybody = { ...hidden, who: ['staff', 'supplier', 'stranger'] } as const

/** What is asked about conversations: by their buttons, by what people write in threads, and by the cases they are about. */
export const conversationCommands = {
  'conversation.open': command({
    sure: true,
    ...bySystem,
    title: 'Open a conversation',
    does: 'Open the conversation about a case.',
    input: OpenConversation,
    run: openConversation,
  }),
  'conversation.close': command({
    ...bySystem,
    title: 'Close a conversation',
    does: 'Stop passing messages to the other side.',
    input: CloseConversation,
    run: closeConversation,
  }),
  'conversation.reopen': command({
    ...bySystem,
    title: 'Reopen a conversation',
    does: 'Pass messages to the other side again.',
    input: CloseConversation,
    run: reopenConversation,
  }),
  'conversation.reply': command({
    ...hidden,
    who: ['staff', 'supplier'],
    title: 'Reply',
    does: 'Write to the other side about a case.',
    input: Reply,
    args: {
      text: { kind: 'long', label: 'What you want to say', help: 'The other side reads this.' },
      files: { kind: 'files', photos: true, label: 'Pictures and files', help: 'The other side gets them too.' },
    },
    run: reply,
  }),
  'conversation.whole': command({
    ...hidden,
    who: ['staff'],
    title: 'Show the whole message',
    does: 'Show all of a message, with what it quotes.',
    privately: true,
    input: ShowWhole,
    run: showWhole,
  }),
  'conversation.hear': command({
    ...everybody,
    title: 'Bring words across',
    does: 'Bring across what was written in a thread.',
    input: HearUtterance,
    run: hearUtterance,
  }),
  'conversation.edit': command({
    ...everybody,
    title: 'Bring an edit across',
    does: 'Bring across what was edited in a thread.',
    input: HearUtterance,
    run: editUtterance,
  }),
  'conversation.delete': command({
    ...bySystem,
    title: 'Bring a deletion across',
    does: 'Say of a message that it was deleted.',
    input: DeleteUtterance,
    run: deleteUtterance,
  }),
}
