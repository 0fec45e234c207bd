import { harmScenes } from './scenes/harm.ts'
import { hostileScenes } from './scenes/hostile.ts'
import { networkScenes } from './scenes/network.ts'
import { peopleScenes } from './scenes/people.ts'
import type { Scene } from './scenes/scene.ts'
import { serverScenes } from './scenes/server.ts'
import { tabletScenes } from './scenes/tablet.ts'

const scenes = {
  ...networkScenes,
  ...serverScenes,
  ...tabletScenes,
  ...harmScenes,
  ...peopleScenes,
  ...hostileScenes,
}

export type Fault = keyof typeof scenes

export const faults: ReadonlyMap<string, Scene> = new Map(Object.entries(scenes))

/** Rarer than the others, for what they cost or for how long they are felt. */
export const rarely: Readonly<Partial<Record<Fault, number>>> = {
  'huge batch': 0.1,
  'server restored from a backup': 0.3,
  'server restored to minutes ago': 0.3,
  'server re-created from an older one': 0.15,
  'storage evicted': 0.2,
  'server restored, clock turned, row damaged': 0.3,
  'tablet rolled back': 0.15,
  'tablet moved to another place': 0.3,
  'out of reach for days': 0.5,
}

/** What the engine does not cope with yet, each with its reason. It has to be empty. */
export const notYet: Readonly<Partial<Record<Fault, string>>> = {}
