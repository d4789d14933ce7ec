import {
  type APIFileComponent,
  type APIMediaGalleryComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js'
import type { Drawn } from '../../../kernel/shapes/chat.ts'
import type { FileNames } from '../files.ts'
import { escapeInLine, escapeMarkdown } from './words.ts'

/** docs: components/reference, "Media Gallery Item Structure". */
const LONGEST_ALT = 1_024
/** What stands in the place of media may take of the text of a message, in UTF-16 units. */
const MOST = { alt: 400, name: 40 }

type Media = APIMediaGalleryComponent | APIFileComponent | APITextDisplayComponent

/** The picture and the files of a card; what does not go with the message is named in words. */
export function drawMedia({ picture, files = [] }: Drawn, names: FileNames): readonly Media[] {
  const missing = files.filter(({ file }) => !names.has(file)).map(({ name }) => escapeInLine(name, MOST.name))
  const told = missing.length > 0 ? [words(`-# 📎 Not attached here: ${missing.join(', ')}`)] : []
  return [...(picture ? [drawPicture(picture, names.get(picture.file))] : []), ...files.flatMap(draw(names)), ...told]
}

function drawPicture({ alt }: NonNullable<Drawn['picture']>, name: string | undefined): Media {
  if (name === undefined) return words(`🖼 ${escapeMarkdown(alt, MOST.alt)}`)
  const media = { url: `attachment://${name}` }
  return { type: ComponentType.MediaGallery, items: [{ media, description: alt.slice(0, LONGEST_ALT) }] }
}

const draw =
  (names: FileNames) =>
  ({ file }: { file: string }): readonly APIFileComponent[] => {
    const name = names.get(file)
    return name === undefined ? [] : [{ type: ComponentType.File, file: { url: `attachment://${name}` } }]
  }

function words(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content }
}
