-- Brokers that ask by the name in a certificate are told no where all of a client's certificates were revoked; who that is is in memory.
create trigger tell_revoked after insert or update or delete on certificate
    for each row execute function tell_change('certificate', 'client_id');
