import { addWorkingTime, rostersOf, workCalendar, type WorkCalendar } from '@millrace/calendar';
