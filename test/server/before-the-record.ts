/** SQL that takes a data file back to before it had a record and people of their own: as an older Fieldfare left it. */
export const asBeforeTheRecord = `
  drop table record; drop table record_tip; drop index operation_beside;
  drop table invitation; drop table password_reset; drop table stand_in; drop table area_grant; drop table mail;
  alter table session drop column last_active_at;
  alter table person drop column last_active_at;
  alter table device drop column browser; alter table device drop column last_seen_at;
  alter table sheet drop column review; alter table collection drop column closed;
  drop table saved_views;
  delete from migration where name > '0003';
`
