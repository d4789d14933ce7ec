import { describe, expect, it } from 'vitest'
import { drawModal } from '../../src/integrations/discord/draw/form.ts'
import type { Form } from '../../src/kernel/shapes/form.ts'

describe('a form on Discord', () => {
  const form: Form = {
    token: 'w1.form',
    title: 'A title that is longer than what Discord takes for a modal',
    submit: 'Send',
    fields: [
      { name: 'number', label: 'Tracking number', kind: 'text', hint: 'As on the label.', required: true, value: '1Z' },
      { name: 'note', label: 'Note', kind: 'long', required: false },
      {
        name: 'setting',
        label: 'Setting',
        kind: 'select',
        required: true,
        value: 'on',
        choices: ['on', 'off'].map(value => ({ value, label: value })),
      },
      {
        name: 'reason',
        label: 'Reason',
        kind: 'select',
        required: false,
        choices: Array.from({ length: 14 }, (_, at) => ({ value: `r${at}`, label: `Reason ${at}` })),
      },
      { name: 'person', label: 'Person', kind: 'person', required: true, value: '<@&123>' },
    ],
  }

  it('has a label and a control of its own kind for each field', () => {
    expect(drawModal(form)).toMatchInlineSnapshot(`
      {
        "components": [
          {
            "component": {
              "custom_id": "number",
              "max_length": 4000,
              "required": true,
              "style": 1,
              "type": 4,
              "value": "1Z",
            },
            "description": "As on the label.",
            "label": "Tracking number",
            "type": 18,
          },
          {
            "component": {
              "custom_id": "note",
              "max_length": 4000,
              "required": false,
              "style": 2,
              "type": 4,
            },
            "label": "Note",
            "type": 18,
          },
          {
            "component": {
              "custom_id": "setting",
              "options": [
                {
                  "default": true,
                  "label": "on",
                  "value": "on",
                },
                {
                  "label": "off",
                  "value": "off",
                },
              ],
              "required": true,
              "type": 21,
            },
            "label": "Setting",
            "type": 18,
          },
          {
            "component": {
              "custom_id": "reason",
              "max_values": 1,
              "min_values": 0,
              "options": [
                {
                  "label": "Reason 0",
                  "value": "r0",
                },
                {
                  "label": "Reason 1",
                  "value": "r1",
                },
                {
                  "label": "Reason 2",
                  "value": "r2",
                },
                {
                  "label": "Reason 3",
                  "value": "r3",
                },
                {
                  "label": "Reason 4",
                  "value": "r4",
                },
                {
                  "label": "Reason 5",
                  "value": "r5",
                },
                {
                  "label": "Reason 6",
                  "value": "r6",
                },
                {
                  "label": "Reason 7",
                  "value": "r7",
                },
                {
                  "label": "Reason 8",
                  "value": "r8",
                },
                {
                  "label": "Reason 9",
                  "value": "r9",
                },
                {
                  "label": "Reason 10",
                  "value": "r10",
                },
                {
                  "label": "Reason 11",
                  "value": "r11",
                },
                {
                  "label": "Reason 12",
                  "value": "r12",
                },
                {
                  "label": "Reason 13",
                  "value": "r13",
                },
              ],
              "required": false,
              "type": 3,
            },
            "label": "Reason",
            "type": 18,
          },
          {
            "component": {
              "custom_id": "person",
              "default_values": [
                {
                  "id": "123",
                  "type": "role",
                },
              ],
              "required": true,
              "type": 7,
            },
            "label": "Person",
            "type": 18,
          },
        ],
        "custom_id": "w1.form",
        "title": "A title that is longer than what Discord tak…",
      }
    `)
  })
})
