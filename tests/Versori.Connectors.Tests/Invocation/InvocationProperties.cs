using FsCheck;
using FsCheck.Fluent;
using Versori.Connectors.Tests.Fuzzing;

namespace Versori.Connectors.Tests.Invocation;

/// <summary>Properties that hold for every value of an argument.</summary>
public class InvocationProperties
{
    private static readonly Uri Base = new("https://api.example.com/v1/");

    private static readonly IReadOnlyList<(ParameterStyle? Style, bool Explode)> Styles =
        [
            .. Enum.GetValues<ParameterStyle>()
                .Cast<ParameterStyle?>().Append(null)
                .SelectMany(style => new[] { (style, false), (style, true) }),
        ];

    /// <summary>Text made of characters that occur in URLs and headers.</summary>
    public static Arbitrary<string> Hostile() => Gen.Elements(
            "/", ".", "..", "%", "%2e", "%2F", "\\", "@", ":", "?", "#", "&", "=", ";", ",", "+", "|", "[", "]", "{",
            "}", "{p}", "\r", "\n", "\0", "\t", " ",
            "a", "ü", "😀", "\u2028", "\"", "'", "~")
        .ListOf().Select(string.Concat).ToArbitrary();

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300, Arbitrary = [typeof(InvocationProperties)])]
    public bool No_value_adds_a_path_segment(string value) => Styles.All(style =>
        Create(
            Requests.Get(
                "/a/{p}/b",
                Requests.Parameter(ParameterLocation.Path, "p", style: style.Style, explode: style.Explode)),
            "p",
            value) is not { } request
        || new Uri(Base, request.RequestUri!) is
        {
            Segments.Length: 5,
            Query: "",
            Fragment: "",
            Host: "api.example.com",
            UserInfo: "",
        });

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300, Arbitrary = [typeof(InvocationProperties)])]
    public bool No_first_value_of_a_path_changes_the_origin(string value) =>
        Create(Requests.Get("/{p}", Requests.Parameter(ParameterLocation.Path, "p")), "p", value) is not { } request
        || new Uri(Base, request.RequestUri!) is
        {
            Segments.Length: 3,
            Query: "",
            Fragment: "",
            Host: "api.example.com",
            UserInfo: "",
        };

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300, Arbitrary = [typeof(InvocationProperties)])]
    public bool No_value_adds_a_query_parameter(string value) =>
        Styles.All(style => new[] { false, true }.All(allowReserved =>
    {
        var parameter = Requests.Parameter(
            ParameterLocation.Query, "q", style: style.Style, explode: style.Explode, allowReserved: allowReserved);
        var request = Create(Requests.Get("/a", parameter), "q", value);
        if (request is null) return false;
        var url = new Uri(Base, request.RequestUri!);
        return url.Query.StartsWith("?q=", StringComparison.Ordinal)
            && url.Query.IndexOfAny(['&', ';', '+']) < 0
            && url.Fragment.Length == 0
            && url.AbsolutePath == "/v1/a" && Uri.UnescapeDataString(url.Query["?q=".Length..]) == value;
    }));

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300, Arbitrary = [typeof(InvocationProperties)])]
    public bool A_list_adds_at_most_one_query_parameter_for_each_item(string[] values) => Styles.All(style =>
        Create(
            Requests.Get(
                "/a", Requests.Parameter(ParameterLocation.Query, "q", style: style.Style, explode: style.Explode)),
            "q",
            values) is not { } request
        || new Uri(Base, request.RequestUri!).Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries) is var pairs
        && pairs.Length <= values.Length && pairs.All(pair => pair.StartsWith("q=", StringComparison.Ordinal)));

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300, Arbitrary = [typeof(InvocationProperties)])]
    public bool No_value_adds_a_header_line(string value)
    {
        var request = Create(Requests.Get("/a", Requests.Parameter(ParameterLocation.Header, "X-A")), "X-A", value);
        return request is null
            || request.Headers.NonValidated.Single().Value.Single() is var text
                && text == value
                && !text.Any(char.IsControl);
    }

    [Trait("Kind", "Fuzz")]
    [ScaledProperty(300, Arbitrary = [typeof(InvocationProperties)])]
    public bool No_value_adds_a_cookie(string value) =>
        Create(Requests.Get("/a", Requests.Parameter(ParameterLocation.Cookie, "c")), "c", value) is { } request
        && request.Headers.Header("Cookie") is var cookie
            && cookie.StartsWith("c=", StringComparison.Ordinal)
            && cookie.IndexOfAny([';', ',', ' ', '\r', '\n', '"']) < 0;

    // The only failure allowed is the typed one.
    private static HttpRequestMessage? Create(ConnectorEndpoint endpoint, string name, object value)
    {
        try
        {
            return endpoint.Create(new() { [name] = value });
        }
        catch (ConnectorException exception)
        {
            Assert.All(
                exception.Errors,
                error => Assert.Equal((ConnectorErrorCode.InvalidArgument, name), (error.Code, error.Location)));
            return null;
        }
    }
}
