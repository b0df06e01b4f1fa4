-- Enrolment over MQTT: the broker asks whether a token is good, so those that are not spent are in memory, with what tells whether the device has something better.

-- The certificate that the token was good for: whoever asks again with the same token and key gets it again, as the answer may get lost.
alter table enrolment_token add column serial text references certificate (serial);

create trigger tell_enrolment after insert or update or delete on enrolment_token
    for each row execute function tell_change('enrolment', 'device_id');
create trigger tell_enrolment after insert or update or delete on certificate
    for each row execute function tell_change('enrolment', 'client_id');
