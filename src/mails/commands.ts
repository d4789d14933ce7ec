import { caseArg } from '../cases/commands.ts'
import { someEvidence } from '../complaints/arguments.ts'
import { complaintCommands } from '../complaints/commands.ts'
import { type Arg, bySystem, command } from '../kernel/asking/command.ts'
import { pageArg } from '../kernel/asking/page.ts'
import { orderArg } from '../orders/commands.ts'
import { returnCommands } from '../returns/commands.ts'
import { AddPhotos, addPhotos } from './add-photos.ts'
import { AddToCase, addToCase } from './add-to-case.ts'
import { ForgetMails, forgetMails } from './forget-mails.ts'
import { ListMails, listMails } from './list-mails.ts'
import { MatchMail, matchMail } from './match-mail.ts'
import {
  OpenComplaintFromMail,
  OpenReturnFromMail,
  openComplaintFromMail,
  openReturnFromMail,
} from './open-from-mail.ts'
import { ReceiveCustomersMail, receiveCustomersMail } from './receive-customers-mail.ts'
import { ReceiveMail, receiveMail } from './receive-mail.ts'
import { ReopenForMail, reopenForMail } from './reopen-for-mail.ts'
import { ReplyToMail, replyToMail, WriteToCustomer, writeToCustomer } from './reply-to-mail.ts'
import { SendAgain, sendAgain } from './send-again.ts'
import { SettleMail, settleMail } from './settle-mail.ts'
import { SettleReply, settleReply } from './settle-reply.ts'
import { ShowMail, showMail } from './show-mail.ts'
import { ShowMailCard, showMailCard } from './show-mail-card.ts'
import { ShowReply, showReply } from './show-reply.ts'
import { startingComplaint, startingReturn } from './starts.ts'

const byButton = { who: ['staff', 'system'], args: {}, examples: [], hidden: true } as const

const words: Arg = { kind: 'long', label: 'What you want to say', help: 'The customer reads exactly this.' }
const along: Arg = {
  ...{ kind: 'files', photos: true, label: 'Pictures and files', help: 'The customer gets them too.', named: true },
}
const { order: _, ...complaintArgs } = complaintCommands['complaint.open'].args
const { order: __, ...returnArgs } = returnCommands['return.open'].args

/** What is asked about mails that act on nothing by themselves, and of what staff write to customers. */
export const mailCommands = {
  'mail.receive': command({
    ...bySystem,
    title: 'Receive a mail',
    does: 'Show staff a mail that acts on nothing.',
    input: ReceiveMail,
    run: receiveMail,
  }),
  'mail.show': command({
    ...byButton,
    title: 'Show the mail',
    does: 'Open a mail, privately. Your look is recorded.',
    privately: true,
    input: ShowMail,
    run: showMail,
  }),
  'mail.settle': command({
    ...byButton,
    title: 'Settle a mail',
    does: 'Note that nothing more is to be done about a mail.',
    input: SettleMail,
    run: settleMail,
  }),
  'mail.forget': command({
    ...bySystem,
    title: 'Forget mails',
    does: 'Forget old mails that are about no order.',
    input: ForgetMails,
    run: forgetMails,
  }),
  'mail.receive-customers': command({
    ...bySystem,
    title: 'Receive a customer’s mail',
    does: 'Show staff what a customer wrote, with what it is about.',
    input: ReceiveCustomersMail,
    run: receiveCustomersMail,
  }),
  'customer.mails': command({
    who: ['staff'],
    title: 'Customers’ mails',
    does: 'List the mails of customers that nobody has acted on.',
    input: ListMails,
    args: { page: pageArg },
    examples: ['/customer mails'],
    run: listMails,
  }),
  'mail.card': command({
    ...byButton,
    title: 'Look at a mail',
    does: 'Show the card of a customer’s mail.',
    input: ShowMailCard,
    run: showMailCard,
  }),
  'mail.match': command({
    ...byButton,
    title: 'Choose the order',
    does: 'Say which order a customer’s mail is about.',
    input: MatchMail,
    args: { order: orderArg },
    run: matchMail,
  }),
  'mail.open-complaint': command({
    ...byButton,
    title: 'Open a complaint',
    does: 'Open the complaint that a customer’s mail asks for.',
    input: OpenComplaintFromMail,
    args: complaintArgs,
    starts: startingComplaint,
    run: openComplaintFromMail,
  }),
  'mail.open-return': command({
    ...byButton,
    title: 'Open a return',
    does: 'Open the return that a customer’s mail asks for.',
    input: OpenReturnFromMail,
    args: returnArgs,
    starts: startingReturn,
    run: openReturnFromMail,
  }),
  'mail.add': command({
    ...byButton,
    title: 'Add to a case',
    does: 'Say that a customer’s mail belongs to an open case.',
    input: AddToCase,
    run: addToCase,
  }),
  'mail.reopen': command({
    ...byButton,
    title: 'Reopen the case',
    does: 'Reopen the closed case that a customer’s mail answers.',
    input: ReopenForMail,
    args: { why: { kind: 'long', label: 'Why', help: 'For staff only.' } },
    run: reopenForMail,
  }),
  'mail.photos': command({
    ...byButton,
    title: 'Add photos',
    does: 'Add the pictures of a customer’s mail to its case as evidence.',
    input: AddPhotos,
    args: {
      shows: {
        kind: someEvidence,
        label: 'What they show',
        help: 'One of the things the agreement asks for, or empty. The supplier sees the pictures.',
      },
    },
    run: addPhotos,
  }),
  'mail.reply': command({
    ...byButton,
    title: 'Reply to the customer',
    does: 'Answer a customer’s mail by mail.',
    input: ReplyToMail,
    args: { text: words, files: along },
    run: replyToMail,
  }),
  'case.write': command({
    who: ['staff'],
    title: 'Write to the customer',
    does: 'Write to the customer of a case by e-mail, in the thread of their mails.',
    byForm: true,
    input: WriteToCustomer,
    args: { case: caseArg, text: words, files: along },
    examples: ['/case write C12 We send a new shade on Monday.'],
    run: writeToCustomer,
  }),
  'mail.show-reply': command({
    ...byButton,
    title: 'Show the mail',
    does: 'Open a mail to a customer, privately. Your look is recorded.',
    privately: true,
    input: ShowReply,
    run: showReply,
  }),
  'mail.send-again': command({
    ...byButton,
    title: 'Send it again',
    does: 'Send a mail to a customer again that did not arrive.',
    input: SendAgain,
    run: sendAgain,
  }),
  'mail.settle-reply': command({
    ...bySystem,
    title: 'Settle a mail',
    does: 'Note what became of a mail to a customer.',
    input: SettleReply,
    run: settleReply,
  }),
}
