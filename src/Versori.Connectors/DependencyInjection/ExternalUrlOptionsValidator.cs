using Microsoft.Extensions.Options;

namespace Versori.Connectors.DependencyInjection;

/// <summary>Reports every trusted origin that is not an origin.</summary>
internal sealed class ExternalUrlOptionsValidator : IValidateOptions<ExternalUrlOptions>
{
    public ValidateOptionsResult Validate(string? name, ExternalUrlOptions options) =>
        options.Problems().ToList() is { Count: > 0 } problems
            ? ValidateOptionsResult.Fail(problems)
            : ValidateOptionsResult.Success;
}
