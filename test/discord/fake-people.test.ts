import {
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  RadioGroupBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js'
import { describe, expect, it } from 'vitest'
import { until } from '../stage/until.ts'
import { aButton, aCard, aStage, refusal, row } from './discord-js.ts'

const V2 = MessageFlags.IsComponentsV2

describe('modals', () => {
  it('opens one, keeps it until it is answered, and opens none from a modal', async () => {
    let second: Promise<{ code: unknown; paths: string }> | null = null
    const modal = () =>
      new ModalBuilder()
        .setCustomId('tracking')
        .setTitle('Add tracking')
        .addLabelComponents(
          new LabelBuilder()
            .setLabel('Number')
            .setTextInputComponent(
              new TextInputBuilder().setCustomId('number').setStyle(TextInputStyle.Short).setValue('1Z'),
            ),
          new LabelBuilder()
            .setLabel('Carrier')
            .setRadioGroupComponent(
              new RadioGroupBuilder()
                .setCustomId('carrier')
                .setOptions({ label: 'UPS', value: 'ups' }, { label: 'DHL', value: 'dhl' }),
            ),
        )
    const { discord, channel } = await aStage(async interaction => {
      if (interaction.isButton()) await interaction.showModal(modal())
      if (!interaction.isModalSubmit() || !interaction.isFromMessage()) return
      const body = { type: 9, data: modal().toJSON() }
      second = refusal(
        interaction.client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
          body,
          auth: false,
        }),
      )
      await second
      const { fields } = interaction
      const words = `${fields.getTextInputValue('number')} by ${fields.getRadioGroup('carrier')}`
      await interaction.update({ components: [aCard(words, aButton('add', 'Add').setDisabled(true))] })
    })
    const ana = discord.addUser('Ana')
    const sent = await channel.send({ flags: V2, components: [aCard('Order', aButton('add', 'Add'))] })
    expect((await ana.presses(sent, 'Add')).modal).toMatchObject({
      title: 'Add tracking',
      fields: [
        { label: 'Number', kind: 'text', value: '1Z' },
        { label: 'Carrier', kind: 'radio', value: null },
      ],
    })
    await expect(ana.submits({ Number: '1Z999' })).rejects.toThrow('"Carrier" is required')
    await ana.submits({ Number: '1Z999', Carrier: 'DHL' })
    expect(ana.modal).toBeNull()
    expect(discord.message(sent.id)?.text).toBe('1Z999 by dhl')
    expect(await second).toMatchObject({ code: 50035 })
  })

  it('shows "thinking…" and then what was meant, ephemeral as it was begun', async () => {
    const { discord, channel } = await aStage(async interaction => {
      if (!interaction.isButton()) return
      await interaction.deferReply({ flags: MessageFlags.Ephemeral })
      await refusal(
        interaction.client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
          body: { type: 9, data: {} },
          auth: false,
        }),
      )
      await interaction.editReply({ flags: V2, components: [aCard('done', aButton('undo', 'Undo'))] })
    })
    const ana = discord.addUser('Ana')
    const sent = await channel.send({ content: 'x', components: [row(aButton('go', 'Go'))] })
    const reply = await ana.presses(sent, 'Go')
    expect(reply.kind).toBe('thinking')
    await until(() => reply.text === 'done')
    expect(reply.message).toMatchObject({ ephemeral: true, thinking: false, buttons: [{ label: 'Undo' }] })
  })

  it('takes files, people and ticks, and lets nobody send what the client would not', async () => {
    const entered: string[] = []
    const { discord, channel } = await aStage(async interaction => {
      if (interaction.isButton())
        await interaction.showModal({
          custom_id: 'proof',
          title: 'Proof',
          components: [
            { type: 10, content: 'Show us **what** happened.' },
            { type: 18, label: 'Photos', component: { type: 19, custom_id: 'photos', max_values: 2 } },
            { type: 18, label: 'Who', component: { type: 5, custom_id: 'who', required: false } },
            { type: 18, label: 'Sure', component: { type: 23, custom_id: 'sure' } },
            {
              type: 18,
              label: 'Why',
              component: { type: 3, custom_id: 'why', options: [{ label: 'Broken', value: 'broken', default: true }] },
            },
          ],
        } as never)
      if (!interaction.isModalSubmit()) return
      const { fields } = interaction
      const [photo] = [...(fields.getUploadedFiles('photos')?.values() ?? [])]
      const words = photo && (await (await fetch(photo.url)).text())
      const who = fields.getSelectedUsers('who')?.first()?.username
      entered.push(
        `${photo?.name} ${words} ${who} ${fields.getCheckbox('sure')} ${fields.getStringSelectValues('why')}`,
      )
      await interaction.reply({ content: 'thanks', flags: MessageFlags.Ephemeral })
    })
    const ana = discord.addUser('Ana')
    const sent = await channel.send({ content: 'x', components: [row(aButton('go', 'Go'))] })
    await ana.presses(sent, 'Go')
    expect(ana.modal?.texts).toEqual(['Show us **what** happened.'])
    await expect(ana.submits({})).rejects.toThrow('"Photos" needs 1')
    await expect(ana.submits({ Colour: 'red' })).rejects.toThrow('fill in "Colour"')
    const photo = { field: '', name: 'lamp.txt', type: 'text/plain', bytes: new TextEncoder().encode('broken lamp') }
    expect((await ana.submits({ Photos: [photo], Who: [ana.id], Sure: true })).text).toBe('thanks')
    expect(entered).toEqual(['lamp.txt broken lamp ana true broken'])
  })

  it('refuses modals that Discord refuses', async () => {
    const said: { code: unknown; paths: string }[] = []
    const input = { type: 4, custom_id: 'a', style: 1 }
    const label = { type: 18, label: 'A', component: input }
    const modal = (components: unknown[], title = 'T') => ({ type: 9, data: { custom_id: 'm', title, components } })
    const bad = [
      modal([label], 'T'.repeat(46)),
      modal([]),
      modal([label, label]),
      modal(Array.from({ length: 6 }, (_, id) => ({ ...label, component: { ...input, custom_id: `a${id}` } }))),
      modal([{ ...label, label: 'L'.repeat(46) }]),
      modal([{ type: 18, label: 'A', component: { type: 21, custom_id: 'r', options: [{ label: 'x', value: 'x' }] } }]),
      modal([{ type: 2, style: 1, label: 'no', custom_id: 'b' }]),
    ]
    const { discord, channel } = await aStage(async interaction => {
      if (!interaction.isButton()) return
      const url = `/interactions/${interaction.id}/${interaction.token}/callback` as const
      for (const body of bad) said.push(await refusal(interaction.client.rest.post(url, { body, auth: false })))
      await interaction.client.rest.post(url, { body: modal([label]), auth: false })
    })
    const sent = await channel.send({ content: 'x', components: [row(aButton('go', 'Go'))] })
    expect((await discord.addUser('Ana').presses(sent, 'Go')).kind).toBe('modal')
    expect(said.map(({ code }) => code)).toEqual(bad.map(() => 50035))
    expect(said[2]?.paths).toContain('COMPONENT_CUSTOM_ID_DUPLICATED')
  })
})

describe('selects', () => {
  it('takes people and options', async () => {
    const chosen: string[] = []
    const { discord, channel } = await aStage(async interaction => {
      if (interaction.isUserSelectMenu())
        chosen.push(...interaction.members.map(member => String(member?.user?.username)))
      if (interaction.isStringSelectMenu()) chosen.push(...interaction.values)
      if (interaction.isMessageComponent()) await interaction.deferUpdate()
    })
    const ana = discord.addUser('Ana')
    const options = [
      { label: 'UPS', value: 'ups' },
      { label: 'DHL', value: 'dhl' },
    ]
    const sent = await channel.send({
      content: 'x',
      components: [
        { type: 1, components: [{ type: 5, custom_id: 'who', placeholder: 'Who' }] },
        { type: 1, components: [{ type: 3, custom_id: 'carrier', placeholder: 'Carrier', options }] },
      ],
    })
    await ana.selects(sent, 'Who', [ana.id])
    await ana.selects(sent, 'Carrier', ['DHL'])
    await expect(ana.selects(sent, 'Carrier', ['FedEx'])).rejects.toThrow('UPS, DHL')
    expect(chosen).toEqual(['ana', 'dhl'])
  })
})
