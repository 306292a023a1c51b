using System.Collections.Frozen;

namespace Versori.Connectors.Texts;

/// <summary>Words that are frequent in descriptions of APIs and are one token in encodings of chat models.</summary>
internal static class CommonWords
{
    private const string Text =
        """
        about accepted access account accounts action actions active activity added additional address admin after
        agent allow allowed already also always amount another application apply apps array assigned associated
        attribute attributes auth authentication authorization auto available bank base based batch been before
        being beta between billing body boolean bucket business bytes call calls cannot card catalog category change
        changes channel characters chat check client code collection company completed components configuration
        connect connection connector contact contain contains content context control could count country create
        created creates creation credentials currency current cursor custom customer data database date days default
        defaults definition definitions delete deleted deprecated description details developer disabled docs
        document documentation does domain duration during each either email empty enabled endpoint entity enum
        error errors event events example examples existing expires external failed false fetch field fields file
        files filter first folder following form format found from full function generated github given group groups
        have header headers help history html http https human identifier image import include included index info
        information input instance integer integration internal invalid invoice issue issues item items json keys
        label last length level limit line link links list lists local location long make many mapping match maximum
        media member members message messages metadata method methods metrics minimum missing mode model more most
        must name names need next node none note notification null nullable number numbers oauth object objects once
        only open operation option optional options order organization origin other output owner page pages
        pagination param parameter parameters parent part password path pattern payment payments pending period
        permission permissions person phone plan policy post present previous process processing product profile
        progress project properties property provide provided provider public query rate read reason receive record
        records reference region related release remaining remove report request requested requests required
        requires reset resource resources response responses rest result results retrieve return returned returns
        role rule rules same scheduled schema schemas scope search seconds secret security selected send sent server
        service services session setting settings share shared should sign single size source specific specified
        square standard start state status store stores stream string stripe style subscription success successful
        such summary supported system tags target task team template test text than that their them there these they
        this thread time timestamp title token tokens tool total transaction true type types unexpected unique unit
        unix unknown update updated upload usage used user users using uuid valid validation value values variable
        verification version view were what when where whether which will with within without write your
        """;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = Text
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> word) => Words.Contains(word);
}
