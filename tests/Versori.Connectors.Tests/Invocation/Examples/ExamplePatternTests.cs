using Versori.Connectors.Invocation;

namespace Versori.Connectors.Tests.Invocation.Examples;

/// <summary>Texts that are made from patterns.</summary>
public class ExamplePatternTests
{
    [Theory]
    [InlineData("^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    [InlineData("^\\d{3}-\\d{4}$")]
    [InlineData("^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$")]
    [InlineData("^(sk|pk)_(live|test)_[0-9a-zA-Z]{24,}$")]
    [InlineData("^(?=.*[A-Z])(?=.*[0-9]).{8,}$")]
    [InlineData("^(?!-)[a-z-]{3,63}$")]
    [InlineData("^arn:aws:iam::\\d{12}:role/[\\w+=,.@-]+$")]
    [InlineData("^[^/\\s]+/[^/\\s]+$")]
    [InlineData("^(.)\\1$")]
    [InlineData("^(?<quote>['\"])a\\k<quote>$")]
    [InlineData("^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$")]
    [InlineData("^\\+[1-9]\\d{1,14}$")]
    [InlineData("^[\\p{L}\\p{N} ]+$")]
    [InlineData("^\\u0041\\x42$")]
    [InlineData("^P(?!$)(\\d+Y)?(\\d+M)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?$")]
    [InlineData("^((\\d|[1-9]\\d|1\\d{2}|2[0-4]\\d|25[0-5])\\.){3}(\\d|[1-9]\\d|1\\d{2}|2[0-4]\\d|25[0-5])$")]
    [InlineData("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    [InlineData("[a-z]")]
    [InlineData("^a{2}$|^b{3}$")]
    [InlineData("^[\\[\\]{}]$")]
    [InlineData("^[]a]+$")]
    [InlineData("^.{1,255}$")]
    [InlineData("\\.csv$")]
    [InlineData("^/(?:[^/]+/)*$")]
    [InlineData("^([A-Z][a-z]*){2,4}$")]
    [InlineData("")]
    public void A_text_matches_its_pattern(string pattern)
    {
        var made = Make($$"""{"type":"string","pattern":{{Quoted(pattern)}}}""");

        Assert.True(made.IsValid, $"{made.Value} was made for {pattern}");
        Assert.Matches(Validator.Pattern(pattern)!, made.Value!.GetValue<string>());
    }

    [Theory]
    [InlineData("^[a-z]*$", 30, 30)]
    [InlineData("^\\S+( \\S+)*$", 20, 25)]
    [InlineData("^(ab)+$", 9, 11)]
    [InlineData("^a.*z$", 5, 5)]
    [InlineData("x", 10, 10)]
    public void A_text_has_the_length_that_the_schema_requires_too(string pattern, int least, int most)
    {
        var made = Make(
            $$"""{"type":"string","pattern":{{Quoted(pattern)}},"minLength":{{least}},"maxLength":{{most}}}""");

        Assert.True(made.IsValid, $"{made.Value} was made for {pattern}");
        Assert.InRange(made.Value!.GetValue<string>().Length, least, most);
    }

    [Theory]
    [InlineData("((((((a*)*)*)*)*)*)*b{1000}{1000}")]
    [InlineData("(a{1,5000}){1,5000}")]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData("\\")]
    [InlineData("a{99999999999}")]
    [InlineData("(?<")]
    [InlineData("(?P<n>a)")]
    [InlineData("^(a+)+$b")]
    [InlineData("/^[a-z]+$/i")]
    public void A_pattern_that_is_hostile_or_wrong_gives_some_text(string pattern) =>
        Assert.NotNull(Make($$"""{"type":"string","pattern":{{Quoted(pattern)}}}""").Value);

    private static SchemaValidator Validator { get; } = new(new Dictionary<string, JsonSchema>());

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static Made Make(string schema) => new ValueMaker(Validator, new()).Make(JsonSchema.Parse(schema).Root);
}
