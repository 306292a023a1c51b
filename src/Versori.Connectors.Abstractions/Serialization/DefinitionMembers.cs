using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Serialization;

/// <summary>
/// Finds a member that is null although it must not be, and text that is no Unicode, in a definition that a host
/// assembled. The compiler warns of the one, nothing warns of the other.
/// </summary>
internal static class DefinitionMembers
{
    /// <summary>The problem of a definition; <see langword="null"/> if there is none.</summary>
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

            // Members that are null are not written, and required ones are then missing.
            var read = element.Deserialize(contract);
            // The serializer replaces what is no Unicode text by this character.
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
            // A value that no document can have, such as an empty key. The validator reports it.
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
