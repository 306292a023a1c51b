using Versori.Connectors.Serialization;

namespace Versori.Connectors.Connecting;

/// <summary>Refuses arguments of connecting and signing in that are null, or that no store could keep.</summary>
internal static class ConnectArguments
{
    public static void Check(ConnectRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        IdArguments.Check(request.ConnectorId);
        CheckName(request.Name);
        CheckCredentials([request.Credential], $"{nameof(request)}.{nameof(request.Credential)}");
        CheckCredentials(
            request.AdditionalCredentials, $"{nameof(request)}.{nameof(request.AdditionalCredentials)}");
        CheckValues(request.Inputs, $"{nameof(request)}.{nameof(request.Inputs)}");
    }

    public static void Check(SignInRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        IdArguments.Check(request.ConnectorId);
        if (request.ConnectionId is { } connectionId)
            IdArguments.Check(connectionId, $"{nameof(request)}.{nameof(request.ConnectionId)}");
        else CheckName(request.Name);
        CheckCredentials(
            request.AdditionalCredentials, $"{nameof(request)}.{nameof(request.AdditionalCredentials)}");
        CheckValues(request.Inputs, $"{nameof(request)}.{nameof(request.Inputs)}");
        CheckValues(request.AdditionalParameters, $"{nameof(request)}.{nameof(request.AdditionalParameters)}");
        foreach (var scope in request.Scopes ?? [])
        {
            if (StoredText.Problem(scope) is { } problem) throw Invalid($"A scope {problem}", "scopes");
        }
    }

    /// <exception cref="ConnectorException">The name is missing, or no store could keep it.</exception>
    public static void CheckName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) throw Invalid("A connection needs a name.", "name");
        if (StoredText.Problem(name) is { } problem) throw Invalid($"The name of a connection {problem}", "name");
    }

    public static void CheckCredentials(IReadOnlyList<Credential> credentials, string argument)
    {
        ArgumentNullException.ThrowIfNull(credentials, argument);
        foreach (var credential in credentials) ArgumentNullException.ThrowIfNull(credential, argument);
    }

    /// <param name="values">The values by name.</param>
    /// <param name="argument">The argument's name.</param>
    /// <exception cref="ConnectorException">A value is null, or no store could keep it.</exception>
    public static void CheckValues(IReadOnlyDictionary<string, string> values, string argument)
    {
        ArgumentNullException.ThrowIfNull(values, argument);
        foreach (var (name, value) in values)
        {
            if (StoredText.Problem(value) is not { } problem) continue;
            throw ConnectionErrors.Create(ConnectorErrorCode.InvalidInput, $"The value of '{name}' {problem}", name);
        }
    }

    private static ConnectorException Invalid(string message, string location) =>
        ConnectionErrors.Create(ConnectorErrorCode.InvalidArgument, message, location);
}
