import { storageProblemOf } from './connection.ts';
import type { Found, KeeperReply, KeeperRequest, KeeperRequests } from './keeper-requests.ts';
import type { KeptRuns } from './kept-runs.ts';

/** Answers a request to keep runs, or to find one; never rejects. */
export async function answerKeeper(runs: KeptRuns, request: KeeperRequest): Promise<KeeperReply> {
  const { id } = request;
  try {
    return { id, answer: await answer(runs, request), problem: null };
  } catch (error) {
    return { id, answer: null, problem: storageProblemOf(error) };
  }
}

async function answer(runs: KeptRuns, { kind, asks }: KeeperRequest) {
  switch (kind) {
    case 'write':
      await runs.write(asks);
      return null;
    case 'find':
      return find(runs, asks);
  }
}

async function find(
  runs: KeptRuns,
  { slots, wanted }: KeeperRequests['find']['asks'],
): Promise<Found | null> {
  let first: Found | null = null;
  for (const slot of slots) {
    const run = await runs.read(slot);
    if (!run) continue;
    const found = { slot, run };
    if (!wanted || JSON.stringify(run.spec) === JSON.stringify(wanted)) return found;
    first ??= found;
  }
  return first;
}
