import type { ChatsAround } from '../kernel/asking/command.ts'
import { Named } from '../kernel/hearing/resolve-names.ts'
import { findSupplier } from './find-supplier.ts'

/**
 * What a channel is like, before it is bound: `isPublic` and `lacks`, as `ChannelLook` has them. One that is to be made
 * is made once staff said yes.
 */
export async function lookAtRoom({ db, chats }: ChatsAround, input: Readonly<Record<string, unknown>>) {
  const room = Named.safeParse(input.room).data
  const directory = room && chats.get(room.chat)?.directory
  if (!directory) return {}
  if (!room.isNew) return (await directory.look?.(room.id)) ?? {}
  if (input.sure !== 'yes') return {}
  await findSupplier(db, String(input.supplier))
  await directory.openChannel?.(room.id)
  return { room: { ...room, isNew: undefined } }
}
