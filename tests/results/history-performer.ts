import { regencyIdOf } from '#kernel/region-code.ts';
import { admitHeld, refuseHeld } from '#results/commands/decide-held.ts';
import { judgeSheet } from '#results/commands/judge-sheet.ts';
import { REASON, type Step, split, type World } from './history-writer.ts';

/** Carries a step out through the production commands. */
export function perform(world: World, step: Step): Promise<unknown> {
  const { desk, intake } = world;
  if (step.do === 'submit')
    return intake.submit(
      step.actor,
      step.items.map((item) => item.submission),
    );
  if (step.do === 'judge') return judgeSheet(desk, step.actor, step.request);
  if (step.do === 'photo') return addPhoto(world, step);
  const target = { id: step.id, kabId: step.kabId, submission: step.submission };
  return step.fate === 'admit'
    ? admitHeld(desk, step.actor, target)
    : refuseHeld(desk, step.actor, target, { reason: REASON });
}

async function addPhoto({ desk }: World, { place, id }: Extract<Step, { do: 'photo' }>): Promise<void> {
  const { village, station } = split(place.station);
  await desk.sql`
    insert into photo (kab_id, id, contest_no, village, station, round, submission_id, page, length, received, sha256, media_type, uploaded_by, recorded_at, completed_at)
    values (${regencyIdOf(village as never)}, ${id}, ${place.contest.contestNo}, ${village}, ${station}, ${place.round}, ${id}, 1, 10, 10,
      ${Buffer.alloc(32)}, 'image/webp', 'ani', now(), now())`;
}
