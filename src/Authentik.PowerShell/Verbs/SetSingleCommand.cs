namespace Authentik.Commands;

/// <summary>Changes an object of which there is one. From the pipeline come rows, or the object, which says in which session.</summary>
public abstract class SetSingleCommand : ChangeCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => RunWithValues(
        Resource.Title,
        static _ => Nothing,
        (values, token) => ChangeAsync(Resource.Title, name: null, Origin(), values, writer => writer.SetSingleAsync(values, token)));

    private AuthentikObject? Origin() => PipelineInput?.BaseObject switch
    {
        AuthentikObject own when own.Resource?.Noun == Resource.Noun => own,
        AuthentikObject other => throw new InputException(
            InputProblem.InvalidValue, $"{Articles.AddCapitalTo(other.Resource?.Title ?? other.GetType().Name)} was given where the {Resource.Title} is expected.", other),
        _ => null,
    };
}
