import { Button, Card, Empty, figure, Link, Loading, PageHeader, TextField, usePlantModel, useText, useUrlState, type PlantModel, type PlantObject } from '@millrace/ui';
import { Chosen } from './chosen.tsx';
import { Revisions } from './model-revisions.tsx';
import { labelOfField } from './values.tsx';
import './pages.css';

/** The operating model in force: its tree, each object, and what every revision changed. */
export default function ModelPage() {
  const t = useText();
  const model = usePlantModel();
  const [url, setUrl] = useUrlState();
  const tab = url['tab'] ?? 'plant';
  if (!model.isLoaded) return <Loading lines={10} />;
  const tabs = [
    ['plant', t('Plant')],
    ['kinds', t('All objects')],
    ['revisions', t('Revisions')],
  ] as const;
  return (
    <>
      <PageHeader
        trail={[{ label: t('Model') }, { label: t('In force') }]}
        title={t('Operating model')}
        sub={t('{{n}} objects in force, of {{kinds}} kinds. It is changed by its files: millrace plan, then apply.', {
          n: figure(model.objects.length),
          kinds: new Set(model.objects.map((one) => one.kind)).size,
        })}
      >
        <div className="tabs" role="group" aria-label={t('Part of the model')}>
          {tabs.map(([value, label]) => (
            <Button
              key={value}
              kind={tab === value ? 'primary' : 'normal'}
              onClick={() => setUrl({ tab: value, kind: undefined, id: undefined, find: undefined, revision: undefined })}
            >
              {label}
            </Button>
          ))}
        </div>
      </PageHeader>
      <div className="page-body">{tab === 'revisions' ? <Revisions /> : tab === 'kinds' ? <Kinds model={model} /> : <Plant model={model} />}</div>
    </>
  );
}

const levels = ['equipment.enterprise', 'equipment.site', 'equipment.area', 'equipment.line', 'equipment.unit'];

/** The equipment tree (ISA-95), and the object that was pressed beside it. */
function Plant({ model }: { readonly model: PlantModel }) {
  const t = useText();
  const [url, setUrl] = useUrlState();
  const parts = levels.flatMap((kind) => model.of(kind));
  const children = (id: string | undefined) => parts.filter((part) => (part.fields['in'] as string | undefined) === id);
  const chosen = model.find(url['kind'] ?? '', url['id']) ?? parts[0];
  const branch = (part: PlantObject) => (
    <li key={`${part.kind} ${part.id}`}>
      <button type="button" aria-pressed={part === chosen} onClick={() => setUrl({ kind: part.kind, id: part.id })}>
        <span>{String(part.fields['name'] ?? part.id)}</span>
        <small className="muted">
          {part.kind.split('.')[1]} {part.id}
        </small>
      </button>
      {children(part.id).length > 0 && <ul>{children(part.id).map(branch)}</ul>}
    </li>
  );
  return (
    <div className="model">
      <Card title={t('Equipment')} aside={parts.length}>
        <ul className="model-tree">{children(undefined).map(branch)}</ul>
      </Card>
      {chosen && (
        <Chosen of={`${chosen.kind} ${chosen.id}`}>
          <ObjectCard model={model} object={chosen} />
        </Chosen>
      )}
    </div>
  );
}

/** All objects by kind, searched by any word of theirs. */
function Kinds({ model }: { readonly model: PlantModel }) {
  const t = useText();
  const [url, setUrl] = useUrlState();
  const find = (url['find'] ?? '').toLowerCase();
  const matches = find === '' ? model.objects : model.objects.filter((one) => `${one.kind} ${one.id} ${JSON.stringify(one.fields)}`.toLowerCase().includes(find));
  const kinds = [...Map.groupBy(matches, (one) => one.kind)].toSorted(([a], [b]) => a.localeCompare(b));
  const kind = url['kind'] ?? kinds[0]?.[0];
  const objects = matches.filter((one) => one.kind === kind);
  const chosen = objects.find((one) => one.id === url['id']) ?? objects[0];
  return (
    <div className="model" data-three>
      <Card title={t('Kinds')} aside={kinds.length}>
        <div className="stack">
          <TextField label={t('Find')} value={url['find'] ?? ''} onChange={(value) => setUrl({ find: value, kind: undefined, id: undefined })} />
          {kinds.length === 0 && <Empty title={t('Nothing matches')} icon="search" />}
          <ul className="model-tree">
            {kinds.map(([name, all]) => (
              <li key={name}>
                <button type="button" aria-pressed={name === kind} onClick={() => setUrl({ kind: name, id: undefined })}>
                  <span>{name}</span>
                  <small className="num muted">{all.length}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      </Card>
      <Card title={kind ?? ''} aside={objects.length}>
        <ul className="model-tree">
          {objects.map((one) => (
            <li key={one.id}>
              <button type="button" aria-pressed={one === chosen} onClick={() => setUrl({ kind: one.kind, id: one.id })}>
                <span>{String(one.fields['name'] ?? one.fields['title'] ?? one.id)}</span>
                <small className="muted">{one.id}</small>
              </button>
            </li>
          ))}
        </ul>
      </Card>
      {chosen && (
        <Chosen of={`${chosen.kind} ${chosen.id}`}>
          <ObjectCard model={model} object={chosen} />
        </Chosen>
      )}
    </div>
  );
}

/** One object as its file says it; a value that names another object leads there. */
function ObjectCard({ model, object }: { readonly model: PlantModel; readonly object: PlantObject }) {
  const t = useText();
  return (
    <Card title={object.kind} aside={object.id}>
      <h2 className="model-name">{String(object.fields['name'] ?? object.id)}</h2>
      <dl className="model-fields">
        {Object.entries(object.fields).map(([name, value]) => (
          <div key={name}>
            <dt>{labelOfField(name)}</dt>
            <dd>
              <Written model={model} value={value} />
            </dd>
          </div>
        ))}
        {Object.keys(object.fields).length === 0 && <p className="muted">{t('It has no fields.')}</p>}
      </dl>
    </Card>
  );
}

function Written({ model, value }: { readonly model: PlantModel; readonly value: unknown }) {
  if (value === null || value === undefined || value === '') return <span className="muted">–</span>;
  if (typeof value === 'boolean') return <>{value ? 'yes' : 'no'}</>;
  if (typeof value === 'string') {
    const named = model.objects.find((one) => one.id === value && one.fields['name'] !== undefined && value.length > 1);
    if (!named) return <>{value}</>;
    return (
      <Link to="/model" search={{ tab: 'kinds', kind: named.kind, id: named.id }}>
        {value}
      </Link>
    );
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="muted">–</span>;
    if (value.every((one) => typeof one !== 'object'))
      return (
        <>
          {value.map((one, i) => (
            <span key={String(one)}>
              {i > 0 && ', '}
              <Written model={model} value={one} />
            </span>
          ))}
        </>
      );
    return (
      <ol className="model-list">
        {value.map((one, i) => (
          // a list of the model has no other identity than its place in it
          <li key={i}>
            <Written model={model} value={one} />
          </li>
        ))}
      </ol>
    );
  }
  if (typeof value === 'object')
    return (
      <span className="model-inline">
        {Object.entries(value)
          .filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0))
          .map(([name, inner]) => (
            <span key={name}>
              <small className="muted">{labelOfField(name).toLowerCase()} </small>
              <Written model={model} value={inner} />
            </span>
          ))}
      </span>
    );
  return <>{String(value)}</>;
}
