using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.Invocation;

namespace Versori.Connectors.AspNetCore.Endpoints;

/// <summary>Calls an endpoint with arguments from a form. What changes data needs a confirmation.</summary>
internal sealed class EndpointTrial(IEndpointInvoker invoker)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private const int MaximumShown = 64 * 1024;

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static bool IsSafe(ConnectorEndpoint endpoint) => SafeEndpoints.IsSafe(endpoint);

    /// <summary>Arguments from the examples and schemas of the endpoint, as JSON.</summary>
    public static string ExampleOf(EndpointTarget target)
    {
        try
        {
            var example = ExampleArguments.Create(target.Definition, target.Endpoint!.Id);
            var json = new JsonObject();
            foreach (var (name, value) in example.Arguments) json[name] = NodeOf(value);
            return json.ToJsonString(Indented);
        }
        catch (ConnectorException)
        {
            // The person writes the arguments; the call says what is wrong with them.
            return "{}";
        }
    }

    public async Task<TrialResult> RunAsync(
        EndpointTarget target, string arguments, bool isConfirmed, ConnectContext context)
    {
        if (!IsSafe(target.Endpoint!) && !isConfirmed) return Invalid(context.Texts["test.unconfirmed"]);
        EndpointArguments values;
        try
        {
            var text = string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments;
            var json = JsonNode.Parse(text, documentOptions: Strict) as JsonObject;
            values = EndpointArguments.FromJson(json ?? throw new JsonException());
        }
        catch (JsonException)
        {
            return Invalid(context.Texts["test.noObject"]);
        }

        try
        {
            var result = await invoker
                .InvokeAsync(target.Connection.Id, target.Endpoint!.Id, values, context.Aborted).ConfigureAwait(false);
            return Of(result);
        }
        catch (ConnectorException exception)
        {
            return new()
            {
                IsInvalid = exception.Code is ConnectorErrorCode.InvalidArgument,
                Messages = [.. exception.Errors.Select(error => error.ToString())],
            };
        }
    }

    private static TrialResult Of(InvocationResult result)
    {
        // A system may echo its request, with the credential in it.
        var text = result.RedactedText();
        return new()
        {
            Request = result.Request,
            Status = result.StatusCode,
            Body = text.Length > MaximumShown ? text[..MaximumShown] + "…" : text,
            IsSuccess = result.IsSuccess,
            Messages = result.Error is { } error ? [error.ToString()] : [],
        };
    }

    private static TrialResult Invalid(string message) => new() { IsInvalid = true, Messages = [message] };

    private static JsonNode? NodeOf(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        _ => JsonValue.Create(value.ToString()),
    };
}
