using System.Text.Json;
using ModelContextProtocol.Protocol;
using Versori.Connectors.AI.Endpoints;
using Versori.Connectors.AI.Texts;
using Versori.Connectors.Texts;

namespace Versori.Connectors.Mcp.Approval;

/// <summary>What a client shows a person.</summary>
internal static class Elicitations
{
    public const string Approve = "approve", SignIn = "sign_in";

    private const int ArgumentsLength = 4_000, ShortestValue = 60, TextLength = 200;

    /// <summary>Whether the client can have a person fill in a form.</summary>
    public static bool SupportsForm(ClientCapabilities? client) =>
        client?.Elicitation is { } elicitation && (elicitation.Form is not null || elicitation.Url is null);

    /// <summary>Whether the client can have a person open a URL.</summary>
    public static bool SupportsUrl(ClientCapabilities? client) => client?.Elicitation?.Url is not null;

    /// <summary>The form that confirms a write.</summary>
    public static ElicitRequestParams Confirmation(AgentEndpoint endpoint, string arguments)
    {
        var shown = Shown(arguments);
        var title = ModelText.Short(endpoint.Definition.Title, TextLength);
        return new()
        {
            Mode = "form",
            Message = $"Allow this change in {title}? {endpoint.Name}: "
                + $"{ModelText.Of(endpoint.Endpoint, TextLength)} Arguments: {shown}",
            RequestedSchema = new()
            {
                Properties =
                {
                    [Approve] = new ElicitRequestParams.BooleanSchema
                    {
                        Title = "Allow",
                        Description = "Whether the change is made.",
                    },
                },
                Required = [Approve],
            },
        };
    }

    // A model wrote the arguments: characters that a person does not see are left out, and each argument is shown with
    // its beginning, so that a long one hides no other.
    private static string Shown(string arguments)
    {
        if (arguments.Length <= ArgumentsLength) return CleanText.OfDocument(arguments, ArgumentsLength);
        using var document = JsonDocument.Parse(arguments);
        if (document.RootElement.ValueKind != JsonValueKind.Object) return Cut(arguments, ArgumentsLength);
        var values = document.RootElement.EnumerateObject().ToList();
        var each = Math.Max(ShortestValue, ArgumentsLength / Math.Max(1, values.Count));
        return string.Join(", ", values.Select(value =>
            $"{CleanText.OfDocument(value.Name, TextLength)}: {Cut(value.Value.GetRawText(), each)}"));
    }

    private static string Cut(string text, int length) => text.Length <= length
        ? CleanText.OfDocument(text, length)
        : $"{CleanText.OfDocument(text[..length], length)}… ({text.Length - length} more characters)";

    /// <summary>The page where a person signs in.</summary>
    public static ElicitRequestParams Page(AgentEndpoint? endpoint, ConnectLink link) => new()
    {
        Mode = "url",
        ElicitationId = Guid.NewGuid().ToString("N"),
        Url = link.Url.AbsoluteUri,
        Message = $"Sign in to connect {ModelText.Short(endpoint?.Definition.Title, TextLength)}.",
    };

    /// <summary>Whether the person allowed the change.</summary>
    public static bool IsApproved(InputResponse response) =>
        Read(response) is { IsAccepted: true, Content: { } content }
        && content.TryGetValue(Approve, out var value)
        && value.ValueKind == JsonValueKind.True;

    /// <summary>Whether the person agreed to open the page.</summary>
    public static bool IsAccepted(InputResponse response) => Read(response) is { IsAccepted: true };

    private static ElicitResult? Read(InputResponse response)
    {
        try
        {
            return response.Deserialize(InputResponse.ElicitResultJsonTypeInfo);
        }
        catch (JsonException)
        {
            return null; // A response of another form is no consent.
        }
    }
}
