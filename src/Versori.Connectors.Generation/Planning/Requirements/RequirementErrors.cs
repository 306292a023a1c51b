namespace Versori.Connectors.Generation.Planning;

/// <summary>The errors of requirements that are too large.</summary>
internal static class RequirementErrors
{
    private const int MaximumLength = 100_000;

    public static void ThrowIfTooLong(string requirements)
    {
        if (requirements.Length <= MaximumLength) return;
        throw Create($"The requirements are longer than {MaximumLength} characters. Split them into several plans.");
    }

    public static ConnectorException TooManyParts(int maximum) =>
        Create($"The requirements have more than {maximum} parts. Split them into several plans.");

    private static ConnectorException Create(string message) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidArgument,
        Message = message,
        Location = "requirements",
    });
}
