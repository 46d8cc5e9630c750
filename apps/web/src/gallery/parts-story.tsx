import { useState } from 'react';
import {
  ActionPanel,
  Avatar,
  BigButton,
  Button,
  Card,
  Chip,
  DataList,
  Empty,
  Facts,
  Failed,
  Fault,
  Form,
  Icon,
  Loading,
  Notice,
  NumberPad,
  OfflineBanner,
  PageHeader,
  Problem,
  ReasonDialog,
  Refusal,
  SignatureDialog,
  useToast,
  type Schema,
} from '@millrace/ui';
import { type Row } from './invented.ts';
import { dayClock } from '@millrace/ui';

const schema: Schema = {
  type: 'object',
  required: ['material', 'quantity', 'found', 'reason'],
  properties: {
    material: { title: 'Material', type: 'string', minLength: 1, maxLength: 60 },
    quantity: { title: 'Quantity', type: 'number', minimum: 0, maximum: 500, unit: 'kg' },
    found: { title: 'Found at', type: 'string', enum: ['receipt', 'dispensing', 'in-process', 'packaging', 'customer', 'audit'] },
    severity: { title: 'Severity', type: 'string', enum: ['minor', 'major', 'critical'] },
    when: { title: 'When', type: 'string', format: 'date-time' },
    stopped: { title: 'The line was stopped', type: 'boolean' },
    reason: { title: 'What happened', type: 'string', minLength: 10, maxLength: 2000, description: 'What you saw, not what you think.' },
  },
};

/** Small parts, forms and states. */
export function PartsStory() {
  const toast = useToast();
  const [dialog, setDialog] = useState<'sign' | 'reason'>();
  const [sent, setSent] = useState<string>();
  return (
    <>
      <PageHeader
        trail={[{ label: 'Gallery' }, { label: 'Parts' }]}
        title="Parts"
        chips={<Chip tone="good">on target</Chip>}
        actions={
          <Button kind="primary" icon="plus">
            Open deviation
          </Button>
        }
        sub="Everything here is invented."
      />
      <div className="page-body gallery-grid">
        <Card title="Chips">
          <div className="row">
            <Chip>plain</Chip>
            <Chip tone="good">on target</Chip>
            <Chip tone="bad">off target</Chip>
            <Chip tone="bad" sign="▲">
              major
            </Chip>
            <Chip tone="warn">effect due</Chip>
            <Chip tone="brand" large>
              T1
            </Chip>
            <Avatar initials="Q1" name="quality-1" />
            <Avatar initials="TL" name="team-leader-1" large />
          </div>
        </Card>
        <Card title="Buttons">
          <div className="row" style={{ alignItems: 'flex-start' }}>
            <Button kind="primary">Approve</Button>
            <Button>Ask for extension</Button>
            <Button kind="danger">Reject lot</Button>
            <Button kind="plain">Cancel</Button>
            <Button busy>Sending</Button>
            <Button why="Approve it first. 1 action is open.">Close</Button>
            <Button icon="sign" onClick={() => setDialog('sign')}>
              Sign
            </Button>
            <Button onClick={() => setDialog('reason')}>Give a reason</Button>
            <Button onClick={() => toast({ tone: 'good', text: 'DEV-2026-0114: approved' })}>Toast</Button>
            <Button onClick={() => toast({ tone: 'bad', text: 'The lot was released by another person meanwhile.', stays: true })}>Bad toast</Button>
          </div>
        </Card>
        <Card title="Facts">
          <Facts
            facts={[
              { label: 'Found at', value: 'Blister 2, step 4' },
              { label: 'Owner', value: 'quality-1' },
              { label: 'Due', value: '24 Nov 10:21' },
              { label: 'Root cause', value: undefined },
            ]}
          />
        </Card>
        <ActionPanel
          actions={[
            {
              label: 'Record investigation',
              address: 'qms.deviation.record-investigation',
              kind: 'primary',
              signs: 'I investigated this deviation',
              schema,
              input: { deviation: 'd0' },
            },
            { label: 'Approve', address: 'qms.deviation.approve', signs: 'I approve this deviation', reason: 'optional' },
            { label: 'Ask for extension', address: 'qms.deviation.ask-extension' },
            { label: 'Void', address: 'qms.deviation.void' },
          ]}
        />
        <Card title="What stays on the page">
          <div className="stack">
            <Notice tone="warn">This screen is as of 06:29:40; two machines have not reported since.</Notice>
            <Problem
              error={
                new Refusal({
                  status: 409,
                  rule: 'qms.deviation.approve/own-deviation',
                  detail: 'Someone else must approve a deviation you raised.',
                  next: 'Ask another quality engineer of Packaging.',
                })
              }
            />
            <Problem
              error={
                new Fault('The server cannot be reached. Check the connection; what you typed is still here.', {
                  uncertain: true,
                  act: '0190f2a4-77aa',
                })
              }
            />
          </div>
        </Card>
        <Card title="Waiting, empty, failed">
          <Loading lines={3} />
          <Empty title="No deviation is open">All 14 of this month are closed.</Empty>
          <Failed error={new Fault('The historian did not answer within 5 s.', { act: '0190f2a4-77aa' })} again={() => undefined} />
        </Card>
        <Card title="Form from a command's schema">
          <Form
            schema={schema}
            submit="Open deviation"
            onSubmit={(input) => setSent(JSON.stringify(input))}
            overrides={{ of: { found: { choices: { 'in-process': 'In-process check' } } } }}
          />
          {sent && <p className="mono small">{sent}</p>}
        </Card>
        <Card title="Pad">
          <NumberPad start="18.93" limits={{ low: '18.20', high: '18.80', unit: 'g' }} done="Take this value" onDone={() => undefined} />
        </Card>
        <Card title="Big buttons">
          <div className="stack">
            <BigButton kind="call" icon="alert" title="Open deviation" note="18.93 g above 18.80 g · holds lot R26K114" />
            <BigButton icon="help" title="Help" note="maintenance · quality · team leader" />
            <BigButton kind="go" title="Complete step" why="Blocked: open a deviation to go on" />
            <BigButton kind="go" title="Complete step" />
          </div>
        </Card>
        <Card title="Icons">
          <div className="row">
            {(
              [
                'now',
                'plan',
                'floor',
                'quality',
                'lab',
                'maintain',
                'engineer',
                'business',
                'board',
                'model',
                'flow',
                'person',
                'search',
                'alert',
                'help',
                'clock',
                'swap',
                'scan',
                'filter',
                'device',
                'moon',
                'sun',
                'offline',
                'sign',
                'link',
                'file',
                'backspace',
                'out',
                'badge',
              ] as const
            ).map((name) => (
              <span key={name} title={name}>
                <Icon name={name} size={24} />
              </span>
            ))}
          </div>
        </Card>
        <Card title="Not connected">
          <OfflineBanner />
        </Card>
        <Card title="An empty list, a failing list">
          <DataList<Row>
            urlName="empty"
            address="gallery.empty.list"
            label="Nothing"
            idOf={(row) => row.id}
            columns={[{ name: 'number', label: 'Number' }]}
            empty="All complaints are answered."
          />
          <DataList<Row> urlName="failing" address="gallery.failing.list" label="Failing" idOf={(row) => row.id} columns={[{ name: 'number', label: 'Number' }]} />
        </Card>
      </div>
      {dialog === 'sign' && (
        <SignatureDialog
          title="Approve"
          name="quality-1"
          role="Quality engineer"
          meaning="I approve this deviation and its risk assessment"
          reason="optional"
          onSign={() => setDialog(undefined)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'reason' && (
        <ReasonDialog
          title="Why did Blister 2 stop?"
          usual={['Feeder jam', 'Wait for material', 'Foil splice', 'Format change', 'Sensor']}
          onReason={() => setDialog(undefined)}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

/** A list of 137 invented deviations. */
export function ListStory() {
  return (
    <>
      <PageHeader
        trail={[{ label: 'Quality' }, { label: 'Deviations' }]}
        title="Deviations"
        actions={
          <Button kind="primary" icon="plus">
            Open deviation
          </Button>
        }
      />
      <div className="page-body">
        <DataList<Row>
          address="qms.deviation.list"
          label="Deviations"
          idOf={(row) => row.id}
          open={() => '/gallery/record'}
          limit={20}
          toneOf={(row) => (row.class === 'critical' ? 'bad' : undefined)}
          columns={[
            { name: 'number', label: 'Number', sort: true, phone: 'aside', width: '140px' },
            { name: 'title', label: 'What happened', phone: 'title' },
            {
              name: 'class',
              label: 'Class',
              show: (row) =>
                row.class === 'minor' ? (
                  'minor'
                ) : (
                  <Chip tone={row.class === 'critical' ? 'bad' : 'warn'} sign="▲">
                    {row.class}
                  </Chip>
                ),
            },
            { name: 'state', label: 'State' },
            { name: 'owner', label: 'Owner' },
            { name: 'readings', label: 'Packs', align: 'end', phone: 'hidden' },
            { name: 'due', label: 'Due', sort: true, align: 'end', show: (row) => dayClock(row.due, 'Europe/Berlin') },
          ]}
          filters={[
            {
              name: 'state',
              label: 'State',
              kind: 'choice',
              choices: ['opened', 'contained', 'investigated', 'approved', 'closed'].map((value) => ({ value, label: value })),
            },
            { name: 'mine', label: 'Mine', kind: 'flag' },
            { name: 'text', label: 'Contains', kind: 'text' },
          ]}
          sorts={[{ value: '', label: 'Newest first' }]}
        />
      </div>
    </>
  );
}
