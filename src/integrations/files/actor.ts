import type { Room } from '../../kernel/ground/tables.ts'
import type { Actor } from '../../kernel/shapes/actor.ts'
import { Gone } from '../../kernel/shapes/chat.ts'

/** Who acts by files in that folder: its supplier, for as long as the folder is theirs. @throws Gone */
export function actorOf({ id, chat, supplierId }: Room): Actor {
  if (!supplierId) throw new Gone('that folder is nobody’s any more')
  return { side: 'supplier', supplierId, chat, user: 'files', name: 'Files', roomId: id }
}
