using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Checks a definition that a host built in code for members that must not be null and for text that is not valid
/// Unicode (an unpaired surrogate). The compiler only warns about the nulls.
/// </summary>
internal static class DefinitionIntegrity
{
    /// <summary>Returns the first problem of a definition; <see langword="null"/> if there is none.</summary>
    public static ConnectorError? Find(ConnectorDefinition definition)
    {
        var options = ConnectorJson.Options;
        var contract = (JsonTypeInfo<ConnectorDefinition>)options.GetTypeInfo(typeof(ConnectorDefinition));
        try
        {
            var element = JsonSerializer.SerializeToElement(definition, contract);
            if ((DefinitionNulls.Find(element) ?? FindInHeaders(definition) ?? FindId(definition)) is { } pointer)
            {
                return Invalid("Null is not allowed here.", pointer);
            }

            // The serializer omits null members. Reading the JSON back then fails for those that are required.
            var read = element.Deserialize(contract);
            // The serializer replaces an unpaired surrogate with U+FFFD. If the text itself contains U+FFFD, the
            // definition is unchanged after it is read back.
            var mayBeReplaced = element.GetRawText().Contains("\\uFFFD", StringComparison.OrdinalIgnoreCase);
            return mayBeReplaced && read != definition
                ? Invalid("A text contains half of a surrogate pair, which is no Unicode text.", "")
                : null;
        }
        catch (JsonException exception) when (IsAboutNull(exception))
        {
            return Invalid(
                $"A member is null that must not be: {exception.Message}", JsonPointer.FromPath(exception.Path));
        }
        catch (JsonException)
        {
            // The definition has a value that cannot be read from JSON, such as an empty key. DefinitionValidator
            // reports it.
            return null;
        }
    }

    private static bool IsAboutNull(JsonException exception) =>
        exception.Message.Contains("null", StringComparison.Ordinal)
        || exception.Message.Contains("missing required", StringComparison.Ordinal);

    private static string? FindInHeaders(ConnectorDefinition definition) => definition.Headers
        .Where(header => header.Value is null)
        .Select(header => JsonPointer.Append("/headers", header.Key))
        .FirstOrDefault();

    private static string? FindId(ConnectorDefinition definition) =>
        definition.Endpoints.Index()
            .Where(item => item.Item.Id is null)
            .Select(item => $"/endpoints/{item.Index}/id")
            .Concat(definition.AuthMethods.Index()
                .Where(item => item.Item.Id is null)
                .Select(item => $"/authMethods/{item.Index}/id"))
            .FirstOrDefault();

    /// <exception cref="ConnectorException">There is a problem.</exception>
    public static void ThrowIfInvalid(ConnectorDefinition definition)
    {
        if (Find(definition) is { } problem) throw new ConnectorException(problem);
    }

    private static ConnectorError Invalid(string message, string location) => new()
    {
        Code = ConnectorErrorCode.InvalidDefinition,
        Message = message,
        Location = location,
    };
}
