export { c4, constants, type ChartConstants } from './constants/constants.ts';
export { d2Star, rangeCdf, rangeQuantile, relativeRange } from './constants/range.ts';

export type { Chart, ChartPoint, PhaseOptions } from './chart/chart.ts';
export { xbarR, xbarS, type Averaging, type PhaseEstimate, type SubgroupCharts, type SubgroupOptions } from './chart/subgroups.ts';
export { individuals, xmr, type IndividualsCharts, type IndividualsOptions } from './chart/individuals.ts';
export { cChart, laneyP, laneyU, npChart, pChart, uChart, type AttributeChart, type AttributeEstimate, type AttributeOptions } from './chart/attributes.ts';
export { cusum, ewma, type CusumChart, type CusumPoint, type EwmaChart, type Readings, type Reference, type WeightedEstimate } from './chart/weighted.ts';

export { conventions, runRules, type Convention, type Rule, type Signal } from './rules/rules.ts';

export { capability, machineCapability, type Capability, type Indices, type MachineCapability, type WithinMethod } from './capability/capability.ts';
export { summaryCapability, type ProcessSummary } from './capability/summary.ts';
export { cpInterval, cpkInterval, cpmInterval, type CapabilityIndex } from './capability/index-interval.ts';
export type { OutsidePpm, Specification } from './capability/specification.ts';
export { fitShape, quantileCapability, type QuantileCapability, type Shape } from './capability/shape.ts';
export { boxCox, boxCoxCapability, type BoxCox } from './capability/box-cox.ts';
export { johnson, johnsonCapability, type Johnson, type JohnsonFamily } from './capability/johnson.ts';

export type { Component, GaugeStudy, StudyOptions } from './measurement/components.ts';
export { gaugeRrAnova, gaugeRrAverageRange, gaugeRrNested, type AverageRangeStudy, type CrossedGaugeStudy, type CrossedReadings } from './measurement/gauge-rr.ts';
export { layOut, type GaugeReading, type Layout } from './measurement/lay-out.ts';
export { biasStudy, linearityStudy, typeOneStudy, type BiasStudy, type LinearityStudy, type TypeOneStudy } from './measurement/accuracy.ts';
export { stabilityStudy } from './measurement/stability.ts';
export { cohenKappa, fleissKappa, kappaOfTable, type Category, type FleissKappa, type Kappa } from './measurement/kappa.ts';
export { attributeAgreement, type Agreement, type AppraiserAgreement, type AttributeAgreement } from './measurement/attribute-agreement.ts';

export { controlRuleSets, parseRule, type ControlRule } from './westgard/rule.ts';
export { westgard, type ControlResult, type ControlTarget, type RunVerdict, type Violation } from './westgard/westgard.ts';
