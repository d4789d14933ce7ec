import { overview } from './digests/overview.ts'
import type { Ask } from './kernel/asking/command.ts'
import type { Business } from './kernel/connecting/integration.ts'
import type { Db } from './kernel/ground/db.ts'
import type { Seal } from './kernel/ground/seal.ts'
import type { Chat } from './kernel/shapes/chat.ts'
import { enclosing } from './papers/enclose.ts'
import { openAccounts } from './people/accounts.ts'
import { peopleOn } from './people/people-on.ts'
import { openPictures } from './pictures/find-picture.ts'
import { openAccess } from './reaches/access-links.ts'
import { openKeys } from './reaches/open-keys.ts'
import { openPlaces } from './reaches/place-access.ts'
import { openResources } from './resources/read-resources.ts'
import { SAMPLE_SUPPLIERS } from './sample/sample-shop.ts'
import { firstSteps } from './set-up/first-steps.ts'
import { namesOfStores } from './stores/find-store.ts'
import { findTicket } from './stores/hand-out.ts'
import { openLinks } from './stores/open-links.ts'
import { actsIn } from './suppliers/acts-in.ts'
import { whoSpeaks } from './suppliers/who-speaks.ts'
import { trackingInMessage } from './tracking-imports/tracking-in-message.ts'
import { workPage } from './work/work-page.ts'

type Parts = {
  db: Db
  ask: Ask
  chats: ReadonlyMap<string, Chat>
  seal: Seal
  origins: readonly string[]
  now: () => Date
}

/** What integrations may ask of the nouns, which they do not know. */
export function openBusiness({ db, ask, chats, seal, origins, now }: Parts): Business {
  return {
    trackingIn: trackingInMessage,
    overview: () => overview(db, now()),
    work: async (speaker, table, asked) =>
      workPage({ db, actor: await whoSpeaks(db, chats.get(speaker.chat), speaker), now: now() }, table, asked),
    firstSteps: () => firstSteps(db, SAMPLE_SUPPLIERS),
    actsIn: (chat, user) => actsIn(db, chat, user),
    accounts: openAccounts(db, ask, now),
    peopleOn: chat => peopleOn(db, chat),
    stores: () => namesOfStores(db),
    links: openLinks(db, seal),
    access: openAccess(db, now, ask),
    places: openPlaces(db, seal),
    enclose: enclosing(db, ask, now),
    keys: openKeys(db, now),
    resources: openResources(db, now),
    pictures: openPictures({ db, now, allowed: origins }),
    ticket: (kind, ticket) => findTicket(db, now(), kind, ticket),
  }
}
