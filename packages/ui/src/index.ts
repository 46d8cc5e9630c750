// The door of @millrace/ui. Screens import from here and from nowhere deeper.
export * from './screen.ts';
export { lazy } from 'react';

// Looking like the plant
export { LookProvider, useLook, useTheme, useMedia, type Look, type ThemeName, type Scheme } from './look/look.tsx';
export { devices, deviceVariables, type Device, type DeviceId, type Hand } from './look/device.ts';
export { useText, text, addTexts, type Text } from './text/text.ts';
export * from './text/format.ts';

// Talking to the server
export { ask, act, browserClient, ClientContext, useClient } from './client/context.tsx';
export { createClient, type Client, type ClientOptions, type Envelope, type Outcome, type TouchedRecord } from './client/client.ts';
export type { Params } from './client/address.ts';
export { Refusal, Fault, isSignedOut, type Problem as ProblemDetails } from './client/refusal.ts';
export { useAsk, useForget, type AskOptions } from './client/ask.tsx';
export { useAct, type Acting } from './client/act.tsx';
export { useCommandSchema } from './client/commands.tsx';
export { useSession, useSessionDoor, useMay, useZone, GivenSession, type Credentials, type SessionDoor } from './client/session.tsx';
export type { Session } from './client/session.ts';
export { useLive, useStream, GivenStream } from './client/stream.tsx';
export type { LiveEvent, LiveState } from './client/live.ts';

// Going about
export { Millrace } from './app/millrace.tsx';
export { SignIn } from './app/sign-in.tsx';
export { badgeHolders, useDemoAccounts, type DemoAccount } from './app/demo-accounts.ts';
export { Link, useGo, useParams, usePath, useUrlState, type LinkProps } from './app/router.tsx';
export { useScreens } from './app/screens-context.tsx';
export { Shell } from './shell/shell.tsx';
export { LiveChip, PlantClock, TopBar, useNow } from './shell/top-bar.tsx';
export { PersonMenu } from './shell/person-menu.tsx';
export { usePalette } from './shell/command-palette.tsx';

// Parts of a page
export { Avatar } from './core/avatar.tsx';
export { Button, type ButtonProps } from './core/button.tsx';
export { Card } from './core/card.tsx';
export { Chip, type Tone } from './core/chip.tsx';
export { Facts, type Fact } from './core/facts.tsx';
export { Icon } from './core/icon.tsx';
export type { IconName } from './core/icon-paths.ts';
export { Notice, Problem } from './core/notice.tsx';
export { PageHeader, type PageHeaderProps, type Crumb } from './core/page-header.tsx';
export { Rail, type RailStep } from './core/rail.tsx';
export { RecordPage, type RecordPageProps } from './core/record-page.tsx';
export { Signatures, type SignatureOpen, type SignatureShown, type SignaturesProps } from './core/signatures.tsx';
export { useSigning, type Signing } from './plant/signing.ts';
export { Empty, Failed, Loading } from './core/states.tsx';
export { TiedTo, TieLine, type Tie } from './core/tied-to.tsx';
export { Timeline, type Happening } from './core/timeline.tsx';

// Doing things
export type { Action } from './act/action.ts';
export { ActionButton, ActionPanel } from './act/action-panel.tsx';
export { useOffer, useRun, RunProvider } from './act/run.tsx';
export { Dialog, ReasonDialog, SignatureDialog, type SignatureDialogProps, type ReasonDialogProps } from './act/dialogs.tsx';
export { useToast, type Toast } from './act/toasts.tsx';

// Forms
export { Form, FormFields, type FieldOverride, type FieldOverrides, type FormProps } from './form/form.tsx';
export { ChoiceField, ListField, LongTextField, NumberField, SecretField, TextField, TimeField, YesNoField } from './form/fields.tsx';
export { fieldsOf, problemsIn, type Field, type Schema, type Values } from './form/schema.ts';
export { judge, limitsInWords, type Limits, type Judgement } from './form/limits.ts';

export { inPlantTime } from './text/plant-time.ts';

// Keeping reports while offline
export { OutboxProvider, useOutbox, type Outbox } from './outbox/outbox-provider.tsx';
export { OfflineBanner, QueueDialog } from './outbox/offline-banner.tsx';
export { memoryStorage } from './outbox/memory.ts';
export { reportsAhead, type Arriving, type Kept, type Report, type OutboxStorage } from './outbox/outbox.ts';

// Lists
export { DataList, type DataListProps, type Column } from './list/data-list.tsx';
export type { Filter, Sort, Choice, Page } from './list/list-state.ts';

// Charts
export { Letter, LetterLegend, type LetterProps } from './chart/letter.tsx';
export { daysOf, type Day, type DayResult, type LetterName } from './chart/letter.ts';
export { RunChart, type RunChartProps } from './chart/run-chart.tsx';
export type { RunPoint } from './chart/run-geometry.ts';
export { ControlChart, type ControlChartProps } from './chart/control-chart.tsx';
export type { ControlPoint } from './chart/control-geometry.ts';
export { Pareto, type ParetoProps } from './chart/pareto.tsx';
export type { Loss } from './chart/pareto.ts';
export { StateStrip, stateNames, type StateStripProps } from './chart/state-strip.tsx';
export type { StateInterval, UnitState } from './chart/strip.ts';
export { HourByHour } from './chart/hour-by-hour.tsx';
export type { Hour } from './chart/hours.ts';
export { Trend, type TrendProps, type TrendSeries } from './chart/trend.tsx';

// Boards and terminals
export { Board, BoardColumn, BoardFoot, type BoardAction, type BoardColumnProps, type BoardProps } from './board/board.tsx';
export { DoBar, StepCard, StepPicture, Terminal, TerminalTop, Tile } from './terminal/terminal.tsx';
export { BigButton, type BigButtonProps } from './terminal/big-button.tsx';
export { ValueEntry, type ValueEntryProps } from './terminal/value-entry.tsx';
export { NumberPad } from './terminal/number-pad.tsx';
export { PinPad, type PinPadProps } from './terminal/pin-pad.tsx';
export { PersonSwitch, type PersonOffered, type PersonSwitchProps } from './terminal/person-switch.tsx';
export { StepStrip, type StripStep } from './terminal/step-strip.tsx';

// For the gallery and for stories
export { Given, type GivenProps } from './app/given.tsx';

// Of the plant: its model's names, what a command would say, a record with all that belongs to it
export { namesOf, plantModel, type Names, type PlantModel, type PlantObject } from './plant/model.ts';
export { byPlace } from './plant/order.ts';
export { useNames, usePlantModel } from './plant/use-model.ts';
export { useMayNot } from './plant/may-not.ts';
export { refusalOf, useWould, type Doer, type Would } from './plant/would.ts';
export {
  commentOn,
  happeningsOf,
  linksOf,
  signaturesAsked,
  signaturesOf,
  besideRecord,
  useAddedSteps,
  useRecord,
  type EventWords,
  type RecordAsked,
  type RecordEvent,
  type KnownRecords,
  type RecordShown,
} from './plant/record.tsx';
export { useAsOf } from './plant/as-of.tsx';
