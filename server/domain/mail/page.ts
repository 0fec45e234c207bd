import type { Receipt, ReceiptLine, Row } from '#shared/receipt.ts'
import type { Block, Content } from './content.ts'
import { html, type Markup } from './html.ts'

/*
 * A mail's HTML: one column of tables with styles on each element, since mail programs know little else. Colours are the
 * till's; a program that darkens mail by itself finds nothing that would then be unreadable.
 */

const ink = '#1e1d18'
const soft = '#5c584d'
const line = '#e6dfd0'
const green = '#0e5a3c'
const font = "'Figtree','Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
const figures = 'font-variant-numeric:tabular-nums;white-space:nowrap;text-align:right'

export function pageOf({ subject, language, business, blocks, foot }: Content): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta name="supported-color-schemes" content="light" />
        <title>${subject}</title>
      </head>
      <body
        style="margin:0;padding:0;background:#fbf8f1;color:${ink};font-family:${font};overflow-wrap:anywhere;-webkit-text-size-adjust:100%"
      >
        <div role="main">
          <table
            role="presentation"
            width="100%"
            cellpadding="0"
            cellspacing="0"
            border="0"
            style="background:#fbf8f1"
          >
            <tr>
              <td align="center" style="padding:16px 8px 32px">
                <table
                  role="presentation"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  border="0"
                  style="max-width:600px;background:#ffffff;border:1px solid ${line};border-radius:16px;overflow:hidden"
                >
                  <tr>
                    <td style="padding:0">${stripe()}</td>
                  </tr>
                  <tr>
                    <td style="padding:20px 24px 0;color:${green};font-size:18px;font-weight:700">
                      ${business}
                    </td>
                  </tr>
                  ${blocks.map(
                    (block) =>
                      html`<tr>
                        <td style="padding:12px 24px 0">${blockHtml(block)}</td>
                      </tr> `,
                  )}
                  <tr>
                    <td style="padding:28px 24px 24px">
                      <div style="border-top:1px solid ${line};padding-top:14px">
                        ${foot.map((text) => html`<p style="margin:0 0 6px;color:${soft};font-size:13px;line-height:1.5">${broken(text)}</p>`)}
                      </div>
                    </td>
                  </tr>
                </table>
              </td>
            </tr>
          </table>
        </div>
      </body>
    </html> `.text
}

/** The awning: scallops in two greens, drawn by corners alone, since pictures are blocked. */
function stripe(): Markup {
  const tones = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? green : '#ddebe2'))
  return html`<table
    role="presentation"
    width="100%"
    cellpadding="0"
    cellspacing="0"
    border="0"
    style="table-layout:fixed"
  >
    <tr>
      ${tones.map(
        (tone) =>
          html`<td
            height="16"
            style="height:16px;line-height:16px;font-size:0;background:${tone};border-radius:0 0 10px 10px"
          >
            &nbsp;
          </td>`,
      )}
    </tr>
  </table>`
}

function blockHtml(block: Block): Markup {
  switch (block.kind) {
    case 'title':
      return html`<h1 style="margin:0;font-size:26px;line-height:1.25;font-weight:750">${block.text}</h1>`
    case 'heading':
      return html`<h2 style="margin:12px 0 0;font-size:17px;line-height:1.3;font-weight:700">
        ${block.text}
      </h2>`
    case 'text':
      return html`<p style="margin:0;font-size:16px;line-height:1.55">${broken(block.text)}</p>`
    case 'note':
      return html`<p
        style="margin:0;padding:12px 14px;background:#fff0cc;color:#5c3c00;border-radius:10px;font-size:15px;line-height:1.5"
      >
        ${broken(block.text)}
      </p>`
    case 'number':
      return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
        <tr>
          <td align="center" style="padding:18px 12px;background:#ddebe2;border-radius:12px;color:${green}">
            <div style="font-size:15px">${block.label}</div>
            <div style="font-size:44px;line-height:1.2;font-weight:750;font-variant-numeric:tabular-nums">
              ${block.value}
            </div>
          </td>
        </tr>
      </table>`
    case 'facts':
      return rowsHtml(block.rows, 16)
    case 'list':
      return html`<table
        role="presentation"
        width="100%"
        cellpadding="0"
        cellspacing="0"
        border="0"
        style="font-size:16px"
      >
        ${block.items.map(
          ({ name, detail, value }) =>
            html`<tr>
              <td style="padding:8px 12px 8px 0;border-bottom:1px solid ${line}">
                <div style="font-weight:600">${name}</div>
                ${detail ? html`<div style="color:${soft};font-size:14px">${detail}</div>` : ''}
              </td>
              <td
                valign="top"
                style="padding:8px 0;border-bottom:1px solid ${line};${valueLook(value)};font-weight:600"
              >
                ${value}
              </td>
            </tr>`,
        )}
      </table>`
    case 'button':
      return html`<p style="margin:6px 0">
          <a
            href="${block.href}"
            style="display:inline-block;padding:14px 22px;background:${green};color:#ffffff;border-radius:12px;font-size:17px;font-weight:700;text-decoration:none"
            >${block.label}</a
          >
        </p>
        <p style="margin:8px 0 0;color:${soft};font-size:13px;line-height:1.5;word-break:break-all">
          ${block.href}
        </p>`
    case 'receipt':
      return receiptHtml(block.receipt)
  }
}

/** What stands on every receipt but its head, which is the mail's own. */
function receiptHtml({ marks, facts, lines, sums, money, taxes, notes, end }: Receipt): Markup {
  const groups = [sums, money, taxes].filter((rows) => rows.length > 0)
  const rule = html`<div style="margin:10px 0;border-top:1px dashed ${line}"></div>`
  return html`<div style="padding:14px 16px;border:1px solid ${line};border-radius:12px;font-size:15px">
    ${marks.map((mark) => html`<p style="margin:0 0 8px;text-align:center;font-weight:700;letter-spacing:.08em">${mark}</p>`)}
    ${rowsHtml(facts, 15)}${rule}
    <table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:15px">
      ${lines.map(lineHtml)}
    </table>
    ${groups.map((rows) => html`${rule}${rowsHtml(rows, 15)}`)}
    ${notes.length > 0 ? html`${rule}${notes.map((note) => html`<p style="margin:0;line-height:1.5">${broken(note)}</p>`)}` : ''}
    ${rule}
    <p style="margin:0;text-align:center;line-height:1.5">${broken(end)}</p>
  </div>`
}

function lineHtml({ quantity, name, value, details, off }: ReceiptLine): Markup {
  const small = `color:${soft};font-size:14px;line-height:1.45`
  return html`<tr>
    <td valign="top" style="padding:4px 8px 4px 0;${figures};width:1%">${quantity} ×</td>
    <td style="padding:4px 8px 4px 0">
      <bdi style="font-weight:600">${name}</bdi>${details.map(
        (detail) => html`<div style="${small}"><bdi>${detail}</bdi></div>`,
      )}${off ? html`<div style="${small}"><bdi>${off.label}</bdi></div>` : ''}
    </td>
    <td valign="top" style="padding:4px 0;${figures}">
      ${value}${off ? html`<div style="${small}">${off.value}</div>` : ''}
    </td>
  </tr>`
}

function rowsHtml(rows: readonly Row[], size: number): Markup {
  return html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:${size}px">
    ${rows.map(({ label, value, strong }) => {
      const look = strong ? 'font-weight:700;font-size:17px' : ''
      return html`<tr>
        <td
          valign="top"
          style="padding:3px 12px 3px 0;overflow-wrap:break-word;color:${strong ? ink : soft};${look}"
        >
          ${label}
        </td>
        <td valign="top" style="padding:3px 0;${valueLook(value)};${look}">${value}</td>
      </tr>`
    })}
  </table>`
}

/** Amounts and times stay whole; a long name of a place may break. */
function valueLook(value: string): string {
  return value.length <= 24 ? figures : 'text-align:right'
}

function broken(text: string): Markup[] {
  return text.split('\n').map((part, index) => html`${index > 0 ? html`<br />` : ''}${part}`)
}
