// Made from simulation/web/protocol/ by `python -m simulation.documents.protocol`; a test keeps it current.

/** Who leads the school. */
export interface Administrator {
  openness: number;
  control: number;
  tenure: number;
}

/** Live on. */
export interface Advance {
  key: string;
  weeks?: number;
}

/** A field that both settings set alike. */
export interface Alike {
  label: string;
  unit: string;
  value: number;
}

/** What comes back: `ok` with the answer, or why there is none. gone: the school was put away; shut: not in this class. */
export interface Answer {
  id: number;
  ok?: any;
  fault?: string;
  gone?: true;
  shut?: string;
}

/** Other schools behind the lines of a shown one. */
export interface AskBand {
  key: string;
  job: number;
  runs?: number;
}

/** What a survey found; query: address of the scenario; scales, missing: as typed; over: means of its schools, or each. */
export interface AskFit {
  school?: number;
  like?: number;
  files: SchoolFile[];
  query: string;
  job: number;
  scales?: string;
  missing?: string;
  over?: "one" | "pooled" | "apart";
}

/** Which lesson. */
export interface AskLesson {
  name: string;
}

/** Look at a post. */
export interface AskTeacher {
  key: string;
  post: number;
}

/** What is to be predicted; low and high: the ends of the axis of a curve. */
export interface AskedPrediction {
  kind: LessonKind;
  ask: string;
  low: number | null;
  high: number | null;
  options: string[];
}

/** band: outcome -> low, middle and high of each week. */
export interface BandNews {
  job: number;
  progress?: number;
  done?: true;
  fault?: string;
  runs?: number;
  band?: { [name: string]: [number[], number[], number[]] };
}

/** A computation has begun; its news carry the same number. */
export interface Begun {
  job: number;
}

/** The few numbers of an outcome that a picture of many students needs. */
export interface Brief {
  verdict: string;
  difference: number | null;
  base: number | null;
  other: number | null;
  curves?: [(number | null)[], (number | null)[]];
  options?: (number | null)[];
}

/** The name of a computation. */
export interface Cancel {
  job: string;
}

/** What a page needs to know once. */
export interface Catalogue {
  program: string;
  groups: LeverGroup[];
  scenarios: ShippedScenario[];
  outcomes: YearlyOutcome[];
  weekly: string[];
  key_outcomes: string[];
  told: string[];
  tiles: string[];
  card: Outcome[];
  courses: Course[];
  forms: string[];
  domains: string[];
  domain_words: { [name: string]: string };
  terms: { [name: string]: { [name: string]: [string, string] } };
  clock: Clock;
  colours: Colours;
}

/** Give levers other values. */
export interface Change {
  key: string;
  changes: { [name: string]: number };
}

/** What is weighed about a goal: the likeliest form, its terms [utility], and the chance of any joint work. */
export interface ChoiceOfGoal {
  domain: string;
  form: string;
  joint: number | null;
  terms: Term[];
}

/** What a teacher weighs about all goals. */
export interface Choices {
  post: number;
  week: number;
  goals: ChoiceOfGoal[];
}

/** A lesson for the next round. */
export interface Choose {
  name: string;
}

/** What a lesson says will happen. */
export interface Claim {
  says: string;
  luck: boolean;
  outcome: string;
  same: number;
}

/** What a class may take, and its phases. */
export interface ClassLessons {
  lessons: LessonCard[];
  phases: Phase[];
}

/** Weeks of a year, of a term, and of a planning cycle. */
export interface Clock {
  year: number;
  term: number;
  cycle: number;
}

/** Somebody at the other end of a tie. */
export interface Colleague {
  post: number;
  name: string;
  trust: number;
  contact: string;
}

/** Colours by what they stand for. */
export interface Colours {
  forms: string[];
  pair: string[];
  blue: string;
  vermilion: string;
  green: string;
  purple: string;
  sky: string;
  orange: string;
  sequence: string[];
}

/** What to type for the same numbers. */
export interface Command {
  command: string;
}

/** The addresses of two settings. */
export interface Compare {
  school?: number;
  like?: number;
  a: string;
  b: string;
  job: number;
  runs?: number;
  over?: "one" | "pooled" | "apart";
}

/** The addresses of two settings, and how many schools live under each. */
export interface CompareCommand {
  school?: number;
  like?: number;
  a: string;
  b: string;
  runs?: number;
  over?: "one" | "pooled" | "apart";
}

/** values: outcome -> what each school came to in A, and in B; at the end; of: which real school, from 0. */
export interface CompareNews {
  job: number;
  progress?: number;
  done?: true;
  fault?: string;
  of?: number;
  schools?: number;
  year?: number;
  effects?: Effect[];
  values?: { [name: string]: [(number | null)[], (number | null)[]] };
  sentences?: string[];
}

/** In what the settings differ, and what they set alike. */
export interface Compared {
  differing: Differing[];
  alike: Alike[];
}

/** What was learnt of a condition: its range before, its interval, and which share of its variance went (taught). */
export interface Condition {
  name: string;
  label: string;
  prior: [number, number];
  middle: number;
  low: number;
  high: number;
  default: number;
  taught: number;
  covered: number;
}

/** A chart of the living school. */
export interface Course {
  title: string;
  what: string;
  options: CourseOptions;
  lines: CourseLine[];
}

/** An outcome in a chart of the living school (pages/courses.py). */
export interface CourseLine {
  outcome: string;
  colour: string;
  band: boolean;
  dash: boolean;
  width: number;
  quiet: boolean;
  label: string;
}

/** How the numbers of a chart are written, and where its axis ends. */
export interface CourseOptions {
  percent: boolean;
  digits: number;
  high: number | null;
}

export type Curve = [(number | null)[], (number | null)[], (number | null)[]];

/** A field in which the settings differ, with both values in words. */
export interface Differing {
  label: string;
  unit: string;
  base: string;
  other: string;
}

/** A question to discuss; answer: what an instructor listens for, which students are not told. */
export interface Discussion {
  question: string;
  answer?: string;
}

/** The evidence page; None for what this installation has not. */
export interface Documents {
  findings: Pattern[] | null;
  effects: EffectOfTrial[] | null;
  model: string | null;
  codebook: string | null;
}

/** Which file of a shown run. */
export interface Download {
  key: string;
  what: string;
  kind?: string;
}

/** An outcome in A and B, and the paired difference with its interval and its size in standard deviations. */
export interface Effect {
  outcome: string;
  a: number | null;
  b: number | null;
  difference: number | null;
  low: number | null;
  high: number | null;
  size: number | null;
}

/** What trials found that a change does, and the model's answer to the same question in the same unit. */
export interface EffectOfTrial {
  id: string;
  intervention: string;
  outcome: string;
  unit: string;
  confidence: string;
  verdict: string;
  dose: string;
  who: string;
  when: string;
  reason: string;
  source: string;
  note: string;
  effect: number | null;
  low: number | null;
  high: number | null;
  model: number | null;
  model_low: number | null;
  model_high: number | null;
  allowed: (number | null)[];
  ceiling: boolean;
}

/** The professor's key. */
export interface Enter {
  key: string;
}

export type Estimate = [number | null, number | null, number | null];

export type Event = [number, string, string, number[], boolean];

/** A map of every outcome over the levers x and y. */
export interface Explore {
  school?: number;
  like?: number;
  query: string;
  x: string;
  y: string;
  job: number;
  steps?: number;
  schools?: number;
}

/** The axes first, then cells: places across and upwards, then each outcome's mean, then half its 95 percent interval. */
export interface ExploreNews {
  job: number;
  progress?: number;
  done?: true;
  fault?: string;
  x?: string;
  y?: string;
  xs?: number[];
  ys?: number[];
  schools?: number;
  cells?: ([number, number, (number | null)[], (number | null)[]])[];
}

/** A map of two levers. */
export interface ExploreStudy {
  school?: number;
  like?: number;
  query: string;
  x: string;
  y: string;
  steps?: number;
  schools?: number;
}

/** A file to take home. */
export interface File {
  name: string;
  mime: string;
  base64: string;
}

/** A number that a pattern is judged by. */
export interface Finding {
  finding: string;
  allowed: string;
  met: string;
  estimate: number | null;
  low: number | null;
  high: number | null;
}

/** What a survey holds: lines about each school; what is asked first; or the seconds that a fit may take. */
export interface FitBegun {
  read: [string, string[]][];
  question?: simulation__web__protocol__school__Question;
  seconds?: number;
  schools?: number;
}

/** Fits, as they are done. */
export interface FitNews {
  job: number;
  progress?: number;
  done?: true;
  fault?: string;
  fits?: FitTold[];
}

/** The number of a fit. */
export interface FitReport {
  number: number;
}

/** A fit: its number, from 1; the address of schools like it, and whose people live there; what to type for the same. */
export interface FitTold {
  number: number;
  title: string;
  possible: boolean;
  verdict: string[];
  taught: string[];
  conditions: Condition[];
  predicted: Predicted[];
  query: string;
  school: number;
  command: string;
}

/** A school at a moment: what has changed since the last frame. Shares are whole numbers from 0 to 255. */
export interface Frame {
  week: number;
  weeks: number;
  known: number;
  over: boolean;
  forms: number[];
  goal_forms: number[][];
  exhaustion: number[];
  standing: number[];
  job_satisfaction: number[];
  self_efficacy: number[];
  influence: number[];
  goals: [number, number, number, number][];
  administrator: Administrator;
  query: string;
  ties?: [number[], number[], number[]];
  people?: People;
  levers?: LeversNow;
  summer?: Summer;
  whole?: Whole;
  rows: Rows;
  log: Log;
}

/** A lever that a lesson leaves free. */
export interface FreeLever {
  name: string;
  label: string;
  low: number;
  high: number;
  unit: string;
  more: string;
  why: string;
  whole: boolean;
  step: number;
  start: number;
}

/** A goal, what a teacher does about it, and how likely she would take each form. */
export interface Goal {
  domain: string;
  owner: "nobody" | "administrator" | "joint" | "teachers";
  stage: string;
  form: string;
  chances: number[];
}

/** The code on the projector. */
export interface Join {
  code: string;
}

/** An address under which students reach the class. */
export interface JoinAddress {
  address: string;
  code: QrCode;
}

/** All such addresses, the most likely first. */
export interface JoinHere {
  addresses: JoinAddress[];
}

/** A prediction set against what happened. */
export interface Judged {
  right: boolean;
  said: string;
}

/** The professor's key, also for whoever came in with a ticket. */
export interface Key {
  key: string;
}

/** A lesson, whole; what gives the outcome away is left empty for students until it is revealed. */
export interface Lesson {
  name: string;
  title: string;
  order: number;
  minutes: number;
  question: string;
  kind: LessonKind;
  luck: boolean;
  sources: string[];
  patterns: string[];
  story: string;
  schools: number;
  years: number;
  over: [number, number];
  table: string[];
  prediction: AskedPrediction;
  base: Setting;
  other: Setting;
  compared: Compared;
  main: string;
  setting: "difference" | "apart" | "base" | "other";
  said: string;
  unit: string;
  meaning: string;
  levers: FreeLever[];
  claim: Claim[];
  reveal: string;
  look: Pointer[];
  discussion: Discussion[];
  reading: Reading[];
}

/** A lesson in the list. */
export interface LessonCard {
  name: string;
  title: string;
  order: number;
  minutes: number;
  question: string;
  kind: LessonKind;
  luck: boolean;
}

export type LessonKind = "direction" | "choice" | "curve";

/** All lessons. */
export interface LessonList {
  lessons: LessonCard[];
}

/** A lesson has been lived. */
export interface LessonNews {
  job: number;
  progress?: number;
  done?: true;
  fault?: string;
  outcome?: LessonOutcome;
}

/** What became of the schools of a seed. */
export interface LessonOutcome {
  lesson: string;
  seed: number;
  schools: number;
  levers: { [name: string]: number };
  years: number[];
  over: [number, number];
  verdict: string;
  holds: boolean;
  claims: SeenClaim[];
  options: SeenOption[];
  series: Series[];
  judged?: Judged;
  sentence: string;
}

/** A parameter that may be set on the page. */
export interface Lever {
  name: string;
  label: string;
  low: number;
  high: number;
  default: number;
  whole: boolean;
  step: number;
  unit: string;
  help: string;
  source: string;
  live: boolean;
}

/** Levers that belong together. */
export interface LeverGroup {
  name: string;
  title: string;
  about: string;
  levers: Lever[];
}

/** The levers at the moment looked at: values from the coming week on, which the viewer has moved, policies in force. */
export interface LeversNow {
  values: { [name: string]: number };
  changed: string[];
  policies: string[];
}

/** Whether anybody new may come in. */
export interface Lock {
  locked: boolean;
}

export interface Log {
  from: number;
  events: Event[];
}

/** at: which pointer of the lesson that goes on. */
export interface Look {
  at: number;
}

/** at: which pointer of the lesson. */
export interface LookInLesson {
  name: string;
  at: number;
  seed?: number;
}

/** The teacher that a pointer leads to, and the address of her school. */
export interface LookedAt {
  query: string;
  post: number;
  view: TeacherView;
  state: string;
  term: string;
  setting: string;
}

/** What a page is sent unasked. */
export interface News {
  news: string;
  content: any;
}

/** No fields at all. */
export type Nothing = { [name: string]: never };

/** key: which of the schools that a page shows. */
export interface Open {
  school?: number;
  like?: number;
  key: string;
  query: string;
}

/** The code, and the token that the page was given before it lost its connection. */
export interface OpenPage {
  code: string;
  token?: string | null;
}

/** The phase to open. */
export interface OpenPhase {
  name: "welcome" | "predict" | "run" | "reveal" | "levers" | "discuss";
}

/** Another seed has been lived. */
export interface OthersNews {
  job: number;
  progress?: number;
  done?: true;
  fault?: string;
  brief?: Brief;
}

/** An outcome as pages write it: names, unit in words, and how its numbers are written. */
export interface Outcome {
  name: string;
  label: string;
  unit: string;
  percent: boolean;
  digits: number;
  after: string;
  brief: string;
  better: "more" | "less" | null;
  theme: string;
  meaning: string;
}

/** A pattern of the evidence and whether the model shows it. */
export interface Pattern {
  pattern: string;
  strength: string;
  claim: string;
  verdict: string;
  findings: Finding[];
  test: string;
  twin: string;
  source: string;
  fitted: string;
  robustness: string;
}

/** What changes rarely of the teachers; a list each, in the order of the posts. */
export interface People {
  names: string[];
  experience: number[];
  role: number[];
  arrived: number[];
}

/** A teacher in the table of all; since: weeks that had passed when she came to be burnt out. */
export interface Person {
  post: number;
  name: string;
  group: number;
  experience: number;
  form: number;
  states: { [name: string]: number | null };
  burnt_out: boolean;
  since: number | null;
  cause: string;
}

export type Phase = "welcome" | "predict" | "run" | "reveal" | "levers" | "discuss";

/** Whether students may use the other pages. */
export interface PlayFreely {
  free: boolean;
}

/** A teacher to look at. */
export interface Pointer {
  who: string;
  setting: "base" | "other";
  year: number;
  week: number;
  state: string;
  term: string;
  see: string;
}

/** Commit a prediction. */
export interface Predict {
  prediction: Prediction | null;
}

/** An observed figure among those of schools simulated under the fit. */
export interface Predicted {
  figure: string;
  observed: number;
  low: number;
  middle: number;
  high: number;
  apart: number;
  unlike: boolean;
  teaches: boolean;
}

export type Prediction = string | number[];

/** What the professor's page shows. people: nickname, whether she is here, whether she has predicted. */
export interface ProfessorView {
  closed: boolean;
  phase: Phase;
  lesson: string | null;
  rounds: string[];
  untouched: boolean;
  free_play: boolean;
  seed: number;
  joined: number;
  here: number;
  people: [string, boolean, boolean][];
  room: number;
  committed: number;
  lived: number;
  shown: boolean;
  revealed: boolean;
  levers_free: boolean;
  preset: { [name: string]: number };
  code: string;
  locked: boolean;
  predictions: Prediction[];
  outcomes: Brief[];
  trials: Trial[];
}

/** Squares a side, and the path of the dark ones. */
export interface QrCode {
  size: number;
  path: string;
}

/** A text to read. */
export interface Reading {
  reference: string;
  note: string;
}

/** A student, by her nickname. */
export interface Remove {
  name: string;
}

export interface Rows {
  from: number;
  values: ((number | null)[])[];
}

/** Live a lesson; levers: moved after it has been lived. */
export interface RunLesson {
  name: string;
  job: number;
  prediction: Prediction | null;
  seed?: number;
  levers?: { [name: string]: number } | null;
}

/** Live a lesson with other seeds. */
export interface RunOthers {
  name: string;
  job: number;
  seed?: number;
}

/** The address of a scenario's first school. */
export interface ScenarioRead {
  query: string;
  name: string;
  title: string;
}

/** The scenario of a shown school. */
export interface ScenarioStory {
  name: string;
  title: string;
  story: string;
}

/** A file as it is, in base64. */
export interface SchoolFile {
  name: string;
  content: string;
}

/** What was read of a school, in figures and lines. */
export interface SchoolRead {
  title: string;
  teachers: number;
  ties: number;
  groups: number;
  receipt: string[];
}

/** The schools that were read, or what is asked first; keys: files that tell which code is whose, each a name and a text. */
export interface SchoolsRead {
  schools: SchoolRead[];
  question?: simulation__web__protocol__school__Question;
  keys?: [string, string][];
}

/** Go to a week, or to the summer after it. */
export interface Seek {
  key: string;
  week: number;
  summer?: boolean;
}

/** What became of a claim; against: schools that went the other way, of all. */
export interface SeenClaim {
  says: string;
  luck: boolean;
  against: [number, number] | null;
  direction: string;
  holds: boolean;
  estimate: Estimate;
}

/** What came out for an option. */
export interface SeenOption {
  name: string;
  estimate: Estimate;
}

/** A measure in both settings: each year, over the years of the lesson, and the difference of each school. */
export interface Series {
  outcome: string;
  said: string;
  unit: string;
  meaning: string;
  base: Curve;
  other: Curve;
  over_base: Estimate;
  over_other: Estimate;
  difference: Estimate;
  apart: (number | null)[];
}

/** A field that a setting sets. */
export interface SetField {
  name: string;
  label: string;
  value: number;
  unit: string;
}

/** free: students may move them; values: where all begin, or stay. */
export interface SetLevers {
  free: boolean;
  values?: { [name: string]: number } | null;
}

/** One of the two settings that a lesson compares. */
export interface Setting {
  label: string;
  scenario: string;
  set: SetField[];
  later: SetField[];
  start: number;
  end: number | null;
}

/** A scenario that comes with the program. */
export interface ShippedScenario {
  name: string;
  title: string;
  story: string;
  sources: string[];
}

/** Whether predictions are on the projector before the reveal. */
export interface Show {
  predictions: boolean;
}

/** Which school. */
export interface Shown {
  key: string;
}

/** All teachers at a moment; threshold: the burnout from which one counts as burnt out. */
export interface Staff {
  week: number;
  summer: boolean;
  threshold: number;
  people: Person[];
}

/** An outcome of one teacher, with its value. */
export interface State {
  name: string;
  label: string;
  unit: string;
  percent: boolean;
  digits: number;
  after: string;
  brief: string;
  better: "more" | "less" | null;
  theme: string;
  meaning: string;
  value: number;
}

/** What a student's page shows. What others did is there once it may be seen. */
export interface StudentView {
  closed: boolean;
  phase: Phase;
  lesson: string | null;
  round: number;
  free_play: boolean;
  you: string;
  seed: number;
  revealed: boolean;
  prediction: Prediction | null;
  joined: number;
  committed: number;
  levers_free: boolean;
  preset: { [name: string]: number };
  outcome?: LessonOutcome | null;
  tried?: Trial[];
  trial?: LessonOutcome | null;
  waiting?: boolean;
  predictions?: Prediction[];
  outcomes?: Brief[];
  trials?: Trial[];
  removed?: true;
}

/** A study as files, each a name and a text, and what to type to run it. */
export interface StudyFiles {
  files: [string, string][];
  command: string;
}

/** What the summer that is looked at brought: posts, and numbers of domains. */
export interface Summer {
  left: number[];
  came: number[];
  vacant: number[];
  ended: number[];
  begun: number[];
}

/** What the class did, as CSV. */
export interface Table {
  name: string;
  mime: string;
  text: string;
}

/** A teacher closely. */
export interface Teacher {
  post: number;
  person: number;
  name: string;
  vacant: false;
  week: number;
  since: number;
  experience: number;
  tenure: number;
  group: string;
  notes: string[];
  states: State[];
  hours: [string, number][];
  voice: { [name: string]: number };
  goals: Goal[];
  why: Why[];
  turns_to: Colleague[];
  asked_by: Colleague[];
  history: { [name: string]: number[] };
}

export type TeacherView = Teacher | VacantPost;

/** What moved a state, and by how much. */
export interface Term {
  name: string;
  value: number;
}

/** What lets the same student in again. */
export interface Token {
  token: string;
}

export type Trial = (number | null)[];

/** A value for each free lever. */
export interface TryLevers {
  values: { [name: string]: number };
}

/** The text of a TOML file. */
export interface UploadScenario {
  text: string;
  name?: string;
}

/** The files of schools; choices: option -> what was chosen, as typed; codes: put codes in place of names. */
export interface UploadSchool {
  files: SchoolFile[];
  ties?: SchoolFile;
  choices?: { [name: string]: string };
  codes?: boolean;
}

/** A post without a teacher. */
export interface VacantPost {
  post: number;
  name: string;
  vacant: true;
  week: number;
}

/** All that a page must know of a school before it can draw it. */
export interface Whole {
  groups: string[];
  group: number[];
  places: [number, number][];
  middles: [number, number][];
  radii: number[];
  years: number;
  scenario: ScenarioStory;
  live: [number, { [name: string]: number }][];
  policies: string[];
  real: number;
  named: string;
  like: number;
  seed: number;
  run: number;
}

/** What moved a state this year. */
export interface Why {
  state: string;
  better: "more" | "less" | null;
  sentence: string;
  terms: Term[];
}

/** An outcome of a year; yearly: weeks have it not. */
export interface YearlyOutcome {
  name: string;
  label: string;
  unit: string;
  percent: boolean;
  digits: number;
  after: string;
  brief: string;
  better: "more" | "less" | null;
  theme: string;
  meaning: string;
  yearly: boolean;
}

/** What a page sends. */
export interface simulation__web__protocol__base__Question {
  id: number;
  ask: string;
  content?: { [name: string]: any };
  language?: string;
}

/** What only who knows the files can tell: the option that tells it, and what is asked. */
export interface simulation__web__protocol__school__Question {
  option: string;
  sentence: string;
}

export interface SessionRequests {
  catalogue: { content: Nothing; answer: Catalogue };
  documents: { content: Nothing; answer: Documents };
  open: { content: Open; answer: Frame };
  advance: { content: Advance; answer: Frame };
  seek: { content: Seek; answer: Frame };
  change: { content: Change; answer: Frame };
  teacher: { content: AskTeacher; answer: TeacherView };
  choices: { content: AskTeacher; answer: Choices };
  staff: { content: Shown; answer: Staff };
  command: { content: Shown; answer: Command };
  band: { content: AskBand; answer: Begun };
  compare: { content: Compare; answer: Begun };
  compare_command: { content: CompareCommand; answer: Command };
  explore: { content: Explore; answer: Begun };
  explore_study: { content: ExploreStudy; answer: StudyFiles };
  cancel: { content: Cancel; answer: Nothing };
  lessons: { content: Nothing; answer: LessonList };
  lesson: { content: AskLesson; answer: Lesson };
  lesson_run: { content: RunLesson; answer: Begun };
  lesson_others: { content: RunOthers; answer: Begun };
  lesson_look: { content: LookInLesson; answer: LookedAt };
  upload_school: { content: UploadSchool; answer: SchoolsRead };
  forget_school: { content: Nothing; answer: Nothing };
  fit: { content: AskFit; answer: FitBegun };
  fit_report: { content: FitReport; answer: File };
  upload_scenario: { content: UploadScenario; answer: ScenarioRead };
  download: { content: Download; answer: File };
}

export interface GateRequests {
  open_page: { content: OpenPage; answer: Token };
}

export interface DoorRequests {
  join: { content: Join; answer: Token };
  come: { content: Token; answer: Nothing };
  enter: { content: Enter; answer: Key };
}

export interface StudentRequests {
  catalogue: { content: Nothing; answer: Catalogue };
  lesson: { content: Nothing; answer: Lesson };
  look: { content: Look; answer: LookedAt };
  predict: { content: Predict; answer: Nothing };
  levers: { content: TryLevers; answer: Nothing };
}

export interface ProfessorRequests {
  catalogue: { content: Nothing; answer: Catalogue };
  class_lessons: { content: Nothing; answer: ClassLessons };
  lesson: { content: Nothing; answer: Lesson };
  look: { content: Look; answer: LookedAt };
  join_here: { content: Nothing; answer: JoinHere };
  choose: { content: Choose; answer: Nothing };
  back: { content: Nothing; answer: Nothing };
  phase: { content: OpenPhase; answer: Nothing };
  set_levers: { content: SetLevers; answer: Nothing };
  show: { content: Show; answer: Nothing };
  remove: { content: Remove; answer: Nothing };
  clear: { content: Nothing; answer: Nothing };
  lock: { content: Lock; answer: Nothing };
  renew_code: { content: Nothing; answer: Nothing };
  play_freely: { content: PlayFreely; answer: Nothing };
  close_class: { content: Nothing; answer: Nothing };
  table: { content: Nothing; answer: Table };
}

/** What has changed of something; null for what it has no longer. */
export type Changed<T> = { [K in keyof T]?: T[K] | null };

export interface SessionNews {
  "band-main": BandNews;
  compare: CompareNews;
  explore: ExploreNews;
  fit: FitNews;
  lesson: LessonNews;
  lesson_others: OthersNews;
}

export interface StudentNews {
  class: Changed<StudentView>;
}

export interface ProfessorNews {
  class: Changed<ProfessorView>;
}
