using System.Globalization;
using Versori.Connectors.Authentication.HttpMessageSignatures;

namespace Versori.Connectors.Webhooks;

/// <summary>Reads <c>Signature-Input</c> and <c>Signature</c> (RFC 9421 §4.1, §4.2).</summary>
internal static class ReceivedSignatures
{
    /// <summary>The largest number of signatures in a request.</summary>
    private const int MaxSignatures = 16;

    /// <returns>The signatures that have an input, or <see langword="null"/> if a field cannot be parsed.</returns>
    public static IReadOnlyList<ReceivedSignature>? Read(WebhookRequest request)
    {
        var inputs = StructuredDictionary.Members(string.Join(", ", request.Header("Signature-Input")));
        var signatures = StructuredDictionary.Members(string.Join(", ", request.Header("Signature")));
        if (inputs is null || signatures is null || inputs.Count > MaxSignatures) return null;
        var read = new List<ReceivedSignature>();
        foreach (var (label, input) in inputs)
        {
            if (!signatures.TryGetValue(label, out var text)) continue;
            if (StructuredDictionary.Bytes(text) is not { } bytes || Input(label, input, bytes) is not { } signature)
                return null;
            read.Add(signature);
        }

        return read;
    }

    private static ReceivedSignature? Input(string label, string input, byte[] bytes)
    {
        var reader = new StructuredReader(input);
        if (!reader.TryTake('(')) return null;
        var components = new List<SignatureComponent>();
        while (!reader.TryTake(')'))
        {
            if (components.Count > 0 && !reader.TryTake(' ')) return null;
            reader.SkipSpaces(); // RFC 8941 §4.2.1.2: any number of spaces.
            if (reader.TryTake(')')) break;
            if (reader.String() is not { } name || reader.Parameters() is not { } own) return null;

            // RFC 9421 §2: a component occurs once. Parameters other than 'name' change the component and are not
            // supported.
            if (Component(name, own) is not { } component || components.Contains(component)) return null;
            components.Add(component);
        }

        if (reader.Parameters() is not { } parameters || !reader.IsAtEnd) return null;
        return Time(parameters, "created", out var created) && Time(parameters, "expires", out var expires)
            ? new(label, input, components, parameters, created, expires, bytes)
            : null;
    }

    private static SignatureComponent? Component(string name, Dictionary<string, string> parameters)
    {
        var text = parameters switch
        {
            { Count: 0 } => name,
            { Count: 1 } when parameters.TryGetValue("name", out var parameter) => $"{name};name=\"{parameter}\"",
            _ => "",
        };
        return SignatureComponent.TryParse(text, out var component) ? component : null;
    }

    // RFC 9421 §2.3: an integer, in Unix seconds.
    private static bool Time(Dictionary<string, string> parameters, string name, out DateTimeOffset? time)
    {
        time = null;
        if (!parameters.TryGetValue(name, out var text)) return true;
        time = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? TimeWindow.Read(text, WebhookTimestampFormat.UnixSeconds)
            : null;
        return time is not null;
    }
}
