import { childrenOf, untilTrue } from './process-table.js';

/** How the command line of a modelling process ends, as against the one that takes pictures in. */
const MODELLING_SCRIPT = /generation\.worker\.js/;

/** The modelling processes of a server, busy or not. */
export async function modellingPids(serverPid: number): Promise<number[]> {
  const children = await childrenOf(serverPid);
  return children.filter(({ command }) => MODELLING_SCRIPT.test(command)).map(({ pid }) => pid);
}

/** The ids of this server's modelling processes, as soon as there is one. */
export async function untilModelling(serverPid: number): Promise<number[]> {
  await untilTrue(async () => (await modellingPids(serverPid)).length > 0);
  return modellingPids(serverPid);
}
