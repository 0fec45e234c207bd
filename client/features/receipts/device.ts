/* The way to a receipt printer that stands beside the tablet: over USB, or over a serial line (which Bluetooth gives too). */

export type Way = 'usb' | 'serial'

/** What a browser offers of it; a browser without them prints through its own window only. */
export interface Ports {
  usb?: Pick<USB, 'getDevices' | 'requestDevice'>
  serial?: Pick<Serial, 'getPorts' | 'requestPort'>
}

const printerClass = 7
const baudRate = 38_400
/** How long a printer may be silent before it counts as gone, ms. */
const patience = 8_000

export function browserPorts(): Ports {
  return {
    ...('usb' in navigator ? { usb: navigator.usb } : {}),
    ...('serial' in navigator ? { serial: navigator.serial } : {}),
  }
}

export function waysOf({ usb, serial }: Ports): Way[] {
  return [...(usb ? (['usb'] as const) : []), ...(serial ? (['serial'] as const) : [])]
}

/** Lets a person choose a printer, which the browser then remembers for this app. False when none was chosen. */
export async function choosePort(ports: Ports, way: Way): Promise<boolean> {
  try {
    if (way === 'usb') await ports.usb?.requestDevice({ filters: [{ classCode: printerClass }] })
    else await ports.serial?.requestPort()
    return true
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return false
    throw error
  }
}

/** Sends bytes to the printer that was chosen before. False when it is gone, or does not take them. */
export async function send(ports: Ports, way: Way, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const sent = (way === 'usb' ? sendByUsb(ports, bytes) : sendBySerial(ports, bytes)).catch(() => false)
  const silent = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patience))
  return Promise.race([sent, silent])
}

async function sendByUsb({ usb }: Ports, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  for (const device of (await usb?.getDevices()) ?? []) {
    const place = printerIn(device)
    if (!place) continue
    if (!device.opened) await device.open()
    if (!device.configuration) await device.selectConfiguration(1)
    try {
      await device.claimInterface(place.number)
      const { status } = await device.transferOut(place.endpoint, bytes)
      return status === 'ok'
    } finally {
      await device.close()
    }
  }
  return false
}

/** The interface of a printer (USB class 7) and the endpoint that takes what is to be printed. */
function printerIn(device: USBDevice): { number: number; endpoint: number } | null {
  for (const { interfaceNumber: number, alternates } of device.configurations[0]?.interfaces ?? [])
    for (const { interfaceClass, endpoints } of alternates) {
      const out = endpoints.find(({ direction, type }) => direction === 'out' && type === 'bulk')
      if (interfaceClass === printerClass && out) return { number, endpoint: out.endpointNumber }
    }
  return null
}

async function sendBySerial({ serial }: Ports, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const [port] = (await serial?.getPorts()) ?? []
  if (!port) return false
  await port.open({ baudRate })
  try {
    const writer = port.writable?.getWriter()
    if (!writer) return false
    await writer.write(bytes)
    writer.releaseLock()
    return true
  } finally {
    await port.close()
  }
}
