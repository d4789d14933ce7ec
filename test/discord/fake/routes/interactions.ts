import { MessageFlags } from 'discord.js'
import { answer, type CallbackBody, origin } from '../callback.ts'
import { FAILED, type Interaction, LOADING } from '../interactions.ts'
import { draft } from '../message-body.ts'
import { edit, post, remove } from '../messages.ts'
import { messageJson } from '../payloads.ts'
import { refused } from '../refused.ts'
import { type Call, nothing, ok, param, type Route } from '../route.ts'
import type { MessageBody } from '../shapes.ts'
import { checkSpec } from '../spec.ts'
import type { Message } from '../world.ts'

/** The first answer. It may ask for what was made of it. docs: interactions/receiving-and-responding. */
function callback(call: Call) {
  const { state } = call
  const interaction = state.interactions.unanswered(param(call, 'interaction'), param(call, 'token'))
  const { thread } = interaction.channel
  if (thread?.archived && thread.locked) {
    // The call is accepted and the person waits for nothing (api-docs 5517).
    state.interactions.fail(interaction, FAILED)
    interaction.answer = (call.body as CallbackBody).type
    return nothing
  }
  const message = answer(state.world, state.bot, interaction, call.body as CallbackBody, call.files)
  if (call.query.get('with_response') !== 'true') return nothing
  const { type } = call.body as CallbackBody
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message ? ofMessage(message) : {}),
    },
    resource: { type, ...(message && [4, 7].includes(type) ? { message: messageJson(state.world, message) } : {}) },
  })
}

const ofMessage = (message: Message) => ({
  response_message_id: message.id,
  response_message_loading: Boolean(message.flags & LOADING),
  response_message_ephemeral: Boolean(message.flags & MessageFlags.Ephemeral),
})

function open(call: Call): Interaction {
  if (param(call, 'application') !== call.state.applicationId) throw refused(10015)
  return call.state.interactions.answered(param(call, 'token'))
}

/** `@original` is the first answer, or the message whose button was pressed when that was updated. */
function target(call: Call): Message {
  const interaction = open(call)
  const { world } = call.state
  const wanted = param(call, 'message')
  const message = wanted === '@original' ? interaction.original : (world.messages.get(wanted) ?? null)
  if (!message || !world.messages.has(message.id)) throw refused(10008)
  const own = message === interaction.original || message.interaction?.id === interaction.id
  if (!own) throw refused(10008)
  return message
}

/** A follow-up; straight after "thinking…" it takes that message's place, and its ephemerality. */
function followUp(call: Call) {
  const { world, bot } = call.state
  const interaction = open(call)
  checkSpec('IncomingWebhookRequestPartial', call.body)
  const body = call.body as MessageBody
  const { original } = interaction
  if (original && original.flags & LOADING) return ok(messageJson(world, edit(world, original, body, call.files)))
  const ready = draft(body, call.files, null, { ephemeral: true })
  const from = origin(interaction, bot, ready.flags)
  return ok(messageJson(world, post(world, interaction.channel, bot, body, call.files, from, ready)))
}

const CALLBACK = '/interactions/:interaction/:token/callback'
const HOOK = '/webhooks/:application/:token'
const MESSAGE = '/webhooks/:application/:token/messages/:message'

export const interactions: readonly Route[] = [
  { method: 'POST', path: CALLBACK, open: true, ungoverned: true, run: callback },
  { method: 'POST', path: HOOK, open: true, ungoverned: true, run: followUp },
  {
    method: 'GET',
    path: MESSAGE,
    open: true,
    ungoverned: true,
    run: call => ok(messageJson(call.state.world, target(call))),
  },
  {
    method: 'PATCH',
    path: MESSAGE,
    open: true,
    ungoverned: true,
    run: call => {
      const message = target(call)
      checkSpec('IncomingWebhookUpdateRequestPartial', call.body)
      return ok(messageJson(call.state.world, edit(call.state.world, message, call.body as MessageBody, call.files)))
    },
  },
  {
    method: 'DELETE',
    path: MESSAGE,
    open: true,
    ungoverned: true,
    run: call => {
      remove(call.state.world, target(call))
      return nothing
    },
  },
]
