export { attributePlan, type FoundPlan, type PlanRequest, type SamplingKind } from './attribute-plan.ts';
export { preferredAqls, type Aql, type AttributeStandard, type Severity } from './attribute-tables.ts';
export { codeLetter, codeLetters, inspectionLevels, type CodeLetter, type InspectionLevel } from './code-letter.ts';
export { curtailedSampleNumber } from './curtailed.ts';
export { designAttributePlan, zeroAcceptancePlan, type RiskPoints, type ZeroAcceptanceRequest } from './design.ts';
export { inspectedLot } from './inspected-lot.ts';
export { limitNumber } from './limit-number.ts';
export { limitingQualities, limitingQualityPlan, type LimitingQuality, type LimitingQualityPlan } from './limiting-quality.ts';
export {
  acceptanceProbability,
  averageOutgoingQualityLimit,
  outcome,
  qualityAccepted,
  rectified,
  type DrawnFrom,
  type Outcome,
  type Rectified,
} from './operating-characteristic.ts';
export { judge, singlePlan, type AttributePlan, type Stage, type Verdict } from './plan.ts';
export { afterSkipLot, beginSkipLot, isInspected, skipLotOutcome, type SkipLotRules, type SkipLotState } from './skip-lot.ts';
export { squegliaAqls, squegliaPlan, type SquegliaAql } from './squeglia.ts';
export { afterEvent, beginSwitching, type InspectedLot, type SwitchingEvent, type SwitchingState } from './switching.ts';
export { designVariablesPlan, variablesAcceptance } from './variables-design.ts';
export { judgeVariables, type Limits, type Measured, type VariablesVerdict } from './variables-judge.ts';
export { estimatedShareBeyond, variablesLetter, variablesPlan, type SpreadMethod, type VariablesPlan, type VariablesRequest } from './variables-plan.ts';
export { variablesAqls, variablesLevels, variablesLetters, type VariablesAql, type VariablesLetter, type VariablesLevel } from './variables-tables.ts';
