import { isRunning, isStanding, isStop, packMlState } from '@millrace/scada';
import { earliestId, pastQuery } from '@millrace/store';

// 500: what a plant of some twenty units leaves in a shift or two
const perPage = 500;
const standing = packMlState.options.filter(isStanding);
const running = packMlState.options.filter(isRunning);
const stopping = packMlState.options.filter(isStop);

/*
 * Stops are stretches of standing intervals without a gap, over changes of job and of the way of standing, from the first that begins a stop,
 * as the clock of a stop counts them; one that began before the time is left out. Other causes are the inputs with which the rules asked for
 * an escalation, kept with their acts: those too for which no ladder was found.
 */
const text = `
  with told as (
    select place, id, packml, starts_at, ends_at, packml = any($4) as stands,
           min(starts_at) filter (where packml = any($5) and mode = 'produce') over (partition by place order by starts_at desc rows unbounded preceding) as runs_at,
           count(*) filter (where packml <> all($4)) over (partition by place order by starts_at rows unbounded preceding) as stretch
      from scada.interval_in_force
     where site = $1 and (ends_at is null or ends_at > $2)),
  stops as (
    select place, min(starts_at) filter (where packml = any($11)) as at, case when bool_or(ends_at is null) then null else max(ends_at) end as ends_at,
           array_agg(id order by starts_at) as ids, min(runs_at) as runs_at
      from told
     where stands
     group by place, stretch
    having min(starts_at) >= $2 and min(starts_at) filter (where packml = any($11)) < $3),
  acts as materialized (
    select id, address, recorded_at, input::jsonb as input
      from store.asked
     where site = $1 and id >= $6::uuid and id < $7::uuid and recorded_at >= $2 and address = any(array['governance.escalation.raise', 'governance.escalation.end'])),
  causes as (
    select 'stop ' || s.place || ' ' || s.ids[1] as key, 'stop' as "on", s.place, s.at, s.ends_at as "endsAt", null::text as sentence, null::text as first, s.ids as causes, s.runs_at as "overAt"
      from stops s
    union all
    select 'act ' || a.id, a.input->>'on', a.input->>'place', a.recorded_at, null, a.input->>'sentence', a.input->>'first', array[a.input->>'cause'],
           (select min(coalesce((b.input->>'at')::timestamptz, b.recorded_at)) from acts b
             where b.address = 'governance.escalation.end' and b.id > a.id and b.input->>'on' = a.input->>'on' and b.input->>'cause' = a.input->>'cause')
      from acts a
     where a.address = 'governance.escalation.raise' and a.input->>'on' <> 'stop' and a.recorded_at < $3)
  select c.key, c."on", c.place, c.at, c."endsAt", c."overAt", c.sentence, c.first, e.escalation
    from (select * from causes
           where $8::timestamptz is null or (at, key) > ($8, $9::text)
           order by at, key
           limit $10) c
    left join lateral (
      select jsonb_build_object('raisedAt', r.raised_at, 'mode', r.mode, 'ladder', r.ladder, 'calls', r.calls, 'answeredAt', r.answered_at, 'isJoined', not r.is_its_own) as escalation
        from (select r.*, r.cause_id = any(c.causes) or (r."on" = 'stop' and r.since = c.at) as is_its_own from governance.escalation r
               where r.site = $1 and r.place = c.place and r."on" = c."on" and r.raised_at >= c.at - interval '1 day') r
       where r.is_its_own or exists (select from jsonb_array_elements(r.also) as other where other->>'id' = any(c.causes))
       order by not r.is_its_own, r.raised_at
       limit 1) e on true
   order by c.at, c.key`;

/** What a ladder may have started on in a stretch of the past, and what became of it, as the rehearsal of ladders reads it. */
export const exportCauses = pastQuery(
  'governance.escalation.export',
  'What ladders may have started on in a time, and whom they called',
  async (client, { from, to, after }, { site, sees, now }) => {
    const [at, ...key] = after?.split(' ') ?? [];
    const { rows } = await client.query<{ key: string; at: Temporal.Instant; place: string }>(text, [
      site,
      from,
      to,
      standing,
      running,
      earliestId(Temporal.Instant.from(from)),
      // what ended a cause may have come after the time that is rehearsed
      earliestId(now.add({ seconds: 1 })),
      at ?? null,
      key.join(' '),
      perPage,
      stopping,
    ]);
    const last = rows.at(-1);
    // the database hides rows of places that the asker does not see; acts it does not
    return { facts: rows.filter(({ place }) => sees(place)), next: last && rows.length === perPage ? `${last.at.toString()} ${last.key}` : null };
  },
);
