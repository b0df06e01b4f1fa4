#!/usr/bin/env escript
%% A model of how EMQX 5.8 decides by acl.conf, after its documentation and the behaviour of its modules emqx_authz_rule, emqx_topic and emqx_access_control. It is not EMQX: it
%% shows that the file is read as Erlang terms and what its rules say under these semantics:
%%   the first rule that matches decides; an expression matches anywhere in an id, byte by byte, unless it is anchored;
%%   a filter is compared level by level as if it were a topic, so that + and # of a rule take a # of the subscription;
%%   a first level with a dollar sign is matched by no wildcard;
%%   $share/group/, $queue/, $exclusive/ and $delayed/seconds/ are taken off before;
%%   in strict mode control characters are malformed; a topic has 1 to 65535 bytes.
%% Arguments: the file, and a file of cases, a line each: client id, publish or subscribe, topic; texts in hexadecimal, "-" for none.
%% Prints a line per case: allow, deny, malformed, or "next" with the topic that the next source is asked about.

-mode(compile).

main([Acl, Cases]) ->
    {ok, Rules} = file:consult(Acl),
    Compiled = [compiled(Rule) || Rule <- Rules],
    {ok, Text} = file:read_file(Cases),
    Lines = [Line || Line <- binary:split(Text, <<"\n">>, [global]), Line =/= <<>>],
    [io:put_chars([answer(Line, Compiled), "\n"]) || Line <- Lines].

compiled({Permission, Who, Action, Topics}) when Permission =:= allow; Permission =:= deny ->
    true = lists:member(Action, [publish, subscribe, all]),
    {Permission, who(Who), Action, [list_to_binary(Topic) || Topic <- Topics]}.

who(all) -> all;
who({clientid, {re, Expression}}) -> {ok, Compiled} = re:compile(Expression), {re, Compiled};
who({clientid, Id}) -> {is, list_to_binary(Id)}.

answer(Line, Rules) ->
    [Client, Action, Topic] = binary:split(Line, <<" ">>, [global]),
    case asked(Action, text(Topic)) of
        malformed -> "malformed";
        deny -> "deny";
        Asked -> first(text(Client), binary_to_atom(Action, utf8), Asked, Rules)
    end.

text(<<"-">>) -> <<>>;
text(Hex) -> << <<(binary_to_integer(Pair, 16))>> || <<Pair:2/binary>> <= Hex >>.

%% What is asked for, after the words of the broker's own have been taken off.
asked(_, <<>>) -> malformed;
asked(_, Topic) when byte_size(Topic) > 65535 -> malformed;
asked(Action, Topic) ->
    case is_strict(Topic) of
        false -> malformed;
        true when Action =:= <<"publish">> -> published(Topic);
        true -> subscribed(Topic)
    end.

is_strict(<<>>) -> true;
is_strict(<<C/utf8, Rest/binary>>) when C > 16#1F, C < 16#7F; C > 16#9F -> is_strict(Rest);
is_strict(_) -> false.

published(Topic) ->
    case binary:match(Topic, [<<"+">>, <<"#">>]) of
        nomatch -> undelayed(Topic);
        _ -> malformed
    end.

subscribed(<<"$share/", Rest/binary>>) ->
    case binary:split(Rest, <<"/">>) of
        [Group, Filter] when Group =/= <<>>, Filter =/= <<>> ->
            case {binary:match(Group, [<<"+">>, <<"#">>]), Filter} of
                {nomatch, <<"$share/", _/binary>>} -> malformed;
                {nomatch, <<"$queue/", _/binary>>} -> malformed;
                {nomatch, _} -> filter(Filter);
                _ -> malformed
            end;
        _ -> malformed
    end;
subscribed(<<"$queue/", Filter/binary>>) -> filter(Filter);
subscribed(<<"$exclusive/">>) -> malformed;
subscribed(<<"$exclusive/", Filter/binary>>) -> filter(Filter);
subscribed(Filter) -> filter(Filter).

filter(Filter) ->
    case is_filter(words(Filter)) of
        true -> undelayed(Filter);
        false -> malformed
    end.

is_filter([<<"#">>]) -> true;
is_filter([<<"#">> | _]) -> false;
is_filter([]) -> true;
is_filter([<<"+">> | Rest]) -> is_filter(Rest);
is_filter([Word | Rest]) -> binary:match(Word, [<<"+">>, <<"#">>]) =:= nomatch andalso is_filter(Rest).

undelayed(<<"$delayed/", Rest/binary>>) ->
    case binary:split(Rest, <<"/">>) of
        [_, Topic] -> undelayed(Topic);
        _ -> deny
    end;
undelayed(Topic) -> Topic.

first(_, _, Topic, []) -> ["next ", hex(Topic)];
first(Client, Action, Topic, [{Permission, Who, For, Filters} | Rest]) ->
    Matches = (For =:= all orelse For =:= Action) andalso is_who(Client, Who) andalso
        lists:any(fun(Filter) -> matches(words(Topic), filled(Filter, Client)) end, Filters),
    case Matches of
        true -> atom_to_list(Permission);
        false -> first(Client, Action, Topic, Rest)
    end.

is_who(_, all) -> true;
is_who(Client, {is, Id}) -> Client =:= Id;
is_who(Client, {re, Expression}) -> re:run(Client, Expression) =/= nomatch.

%% Placeholders; a filter with one that has no value matches nothing.
filled(Filter, Client) ->
    Named = binary:replace(Filter, <<"${clientid}">>, Client, [global]),
    Attribute = <<"${client_attrs.sparkplug_host}">>,
    case {binary:match(Named, Attribute), re:run(Client, "^scada_(.+)$", [{capture, all_but_first, binary}])} of
        {nomatch, _} -> words(Named);
        {_, {match, [Host]}} -> words(binary:replace(Named, Attribute, Host, [global]));
        _ -> none
    end.

words(Topic) -> binary:split(Topic, <<"/">>, [global]).

matches(_, none) -> false;
matches([<<"$", _/binary>> | _], [Wildcard | _]) when Wildcard =:= <<"+">>; Wildcard =:= <<"#">> -> false;
matches(Topic, Filter) -> levels(Topic, Filter).

levels([], []) -> true;
levels([Word | Topic], [Word | Filter]) -> levels(Topic, Filter);
levels([_ | Topic], [<<"+">> | Filter]) -> levels(Topic, Filter);
levels(_, [<<"#">>]) -> true;
levels(_, _) -> false.

hex(Text) -> [io_lib:format("~2.16.0b", [Byte]) || <<Byte>> <= Text].
